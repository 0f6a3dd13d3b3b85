package io.attune.experiments.nn;

import io.attune.experiments.tensor.Tensor;

/**
 * A tensor to train. Penalties, decay and the limit of norms are for weights alone.
 *
 * @param pace what the learning rate is multiplied by for this variable, above 0
 */
public record Variable(Tensor value, Kind kind, double pace) {
  /** A variable that learns at the full rate. */
  public Variable(Tensor value, Kind kind) {
    this(value, kind, 1);
  }

  /** What the numbers do in their layer. */
  public enum Kind {
    /** Factors of inputs. */
    WEIGHT,
    /** Added to outputs. */
    BIAS,
    /** Factors of normalized channels. */
    SCALE
  }

  /** Whether penalties pull on it. */
  public boolean isWeight() {
    return kind == Kind.WEIGHT;
  }

  /** The same tensor at another rate. */
  Variable paced(double factor) {
    return new Variable(value, kind, pace * factor);
  }
}
