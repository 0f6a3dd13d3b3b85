package io.attune.analysis;

/**
 * What a trial's curves can say, the most pressing first: there is no use in more capacity while
 * the learning rate is wrong, nor in another rate while a layer is dead. The pictures are those of
 * the CS231n notes (Neural Networks 3, sections on the loss function and on train and validation
 * accuracy); {@code docs/diagnosis.md} has the rules.
 */
public enum Verdict {
  /** The loss went to infinity, or nothing was learned because updates were far too large. */
  DIVERGED("diverged"),
  /** Most units of a layer answer 0 to everything: no gradient wakes them again. */
  DEAD_LAYER("dead layer"),
  /** Most answers of a layer lie on the flat ends of its activation: gradients hardly pass. */
  SATURATED_LAYER("saturated layer"),
  /** Gradients shrink on their way to the first layer, which hardly learns. */
  GRADIENTS_VANISH("gradients vanish"),
  /** Gradients grow on their way to the first layer, which is thrown about. */
  GRADIENTS_EXPLODE("gradients explode"),
  /** The loss fell fast, then stayed high and noisy: updates are too large to settle. */
  RATE_TOO_HIGH("learning rate too high"),
  /** The curve wiggles because each update listens to too few examples. */
  BATCH_TOO_SMALL("batch too small"),
  /** The loss fell slowly and nearly on a straight line: updates are too small. */
  RATE_TOO_LOW("learning rate too low"),
  /** Each update changes weights by far more than a thousandth. */
  UPDATES_TOO_LARGE("updates too large"),
  /** Each update changes weights by far less than a thousandth. */
  UPDATES_TOO_SMALL("updates too small"),
  /** What is learned holds for the shown examples only: training runs away from validation. */
  OVERFITTING("overfitting"),
  /** Training and validation agree, on a poor result: the model cannot do better. */
  UNDERFITTING("underfitting"),
  /** The model was still getting better when training ended. */
  STILL_IMPROVING("still improving at the end"),
  /** Most of the training brought nothing any more. */
  PLATEAU("plateau"),
  /** Fell fast, then slower and slower, and ended near its best: nothing stands out. */
  GOOD("good");

  private final String words;

  Verdict(String words) {
    this.words = words;
  }

  /** For people, such as {@code learning rate too high}. */
  public String words() {
    return words;
  }
}
