package io.attune.experiments.data;

/**
 * How much of a data set is used; the first examples of each part are.
 *
 * @param train examples to learn from
 * @param validation examples to choose by
 */
public record Portion(int train, int validation) {
  /** All of it. */
  static Portion whole(Dataset data) {
    return new Portion(data.train().size(), data.validation().size());
  }
}
