package io.attune.experiments.nn;

import io.attune.experiments.tensor.Tensor;

/** A tensor to train. Penalties, decay and the limit of norms are for weights alone. */
public record Variable(Tensor value, Kind kind) {
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
  boolean isWeight() {
    return kind == Kind.WEIGHT;
  }
}
