package io.attune.experiments.data;

import java.util.List;

/** What is to be predicted of each example. */
sealed interface Targets {
  int size();

  /**
   * One of a few classes.
   *
   * @param labels the class of each example, an index into the names; not copied
   */
  record Labels(int[] labels, List<String> names) implements Targets {
    public Labels {
      names = List.copyOf(names);
    }

    @Override
    public int size() {
      return labels.length;
    }
  }

  /**
   * A number.
   *
   * @param values of each example; not copied
   */
  record Values(float[] values) implements Targets {
    @Override
    public int size() {
      return values.length;
    }
  }
}
