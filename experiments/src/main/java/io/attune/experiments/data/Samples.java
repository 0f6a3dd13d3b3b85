package io.attune.experiments.data;

import java.util.List;

/** Numbers with their targets, as many of one as of the other. */
record Samples(Rows rows, Targets targets) {
  int size() {
    return rows.size();
  }

  /** Samples of the classes with these names. */
  static Samples labelled(Rows rows, byte[] labels, List<String> names) {
    int[] classes = new int[labels.length];
    for (int i = 0; i < classes.length; i++) {
      classes[i] = labels[i];
    }
    return new Samples(rows, new Targets.Labels(classes, names));
  }
}
