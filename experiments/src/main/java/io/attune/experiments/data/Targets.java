package io.attune.experiments.data;

import java.util.Arrays;
import java.util.List;

/** What is to be predicted of each example. */
sealed interface Targets {
  int size();

  /** The targets of some rows, in their order. */
  Targets at(int[] rows);

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

    @Override
    public Targets at(int[] rows) {
      return new Labels(Arrays.stream(rows).map(row -> labels[row]).toArray(), names);
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

    @Override
    public Targets at(int[] rows) {
      float[] some = new float[rows.length];
      for (int i = 0; i < some.length; i++) {
        some[i] = values[rows[i]];
      }
      return new Values(some);
    }
  }
}
