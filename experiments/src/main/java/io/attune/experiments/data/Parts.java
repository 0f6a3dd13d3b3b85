package io.attune.experiments.data;

import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Samples as they come from a source.
 *
 * @param test samples that came apart from the others; empty if there are none
 */
record Parts(Samples samples, Optional<Samples> test) {
  /** Samples that come in one heap. */
  static Parts of(Samples samples) {
    return new Parts(samples, Optional.empty());
  }

  Parts each(UnaryOperator<Samples> change) {
    return new Parts(change.apply(samples), test.map(change));
  }
}
