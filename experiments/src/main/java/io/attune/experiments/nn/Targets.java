package io.attune.experiments.nn;

/** What a network should answer for the examples of a batch. */
public sealed interface Targets {
  /** How many examples there are. */
  int size();

  /**
   * The right class of each example, from 0.
   *
   * @param labels not copied, for it is made once per batch
   */
  record Classes(int[] labels) implements Targets {
    @Override
    public int size() {
      return labels.length;
    }
  }

  /**
   * The right numbers for each example.
   *
   * @param numbers example by example; not copied, for it is made once per batch
   * @param size how many examples there are
   */
  record Numbers(float[] numbers, int size) implements Targets {}
}
