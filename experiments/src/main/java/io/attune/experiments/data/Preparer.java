package io.attune.experiments.data;

import io.attune.experiments.tensor.Backend;
import io.attune.experiments.tensor.Backends;

/** Prepares data sets by the statistics of the examples to learn from. Thread-safe. */
record Preparer(Backends backends) {
  /**
   * The same data with other numbers.
   *
   * @throws DataException if they cannot be computed
   */
  Dataset prepare(Dataset raw, Preparation preparation) {
    return preparation.method().rotates()
        ? turn(raw, axes(raw, preparation), preparation)
        : raw.scaled(preparation);
  }

  /**
   * The principal axes of the examples to learn from.
   *
   * @throws DataException if the preparation cannot use them
   */
  PrincipalAxes axes(Dataset raw, Preparation preparation) {
    DataException.throwIf(preparation.problem(raw.shape()));
    try (Backend precise = backends.precise().get()) {
      return PrincipalAxes.of(raw.train(), precise);
    }
  }

  /**
   * The same data along such axes.
   *
   * @throws DataException if there are fewer axes than are to be kept, or no room for the numbers
   */
  Dataset turn(Dataset raw, PrincipalAxes axes, Preparation preparation) {
    DataException.throwIf(preparation.problem(raw.shape()));
    Rotation rotation;
    try (Backend precise = backends.precise().get()) {
      rotation = Rotation.of(axes, raw.shape(), preparation, precise);
    }
    try (Backend backend = backends.usual().get()) {
      return raw.turned(rotation, backend);
    }
  }
}
