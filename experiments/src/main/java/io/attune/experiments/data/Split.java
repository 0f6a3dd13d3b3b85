package io.attune.experiments.data;

import io.attune.experiments.nn.CounterRandom;
import java.util.Arrays;

/** Splits samples in training, validation and test part. */
final class Split {
  /**
   * Seed of the split, the same for all trials since they are compared. The first number there is:
   * a split chosen by how anything scores on its test part would flatter every result.
   */
  private static final long SEED = 1;

  /** Fewest samples to split. */
  private static final int FEWEST = 10;

  /** Where a test set came with the data, one sample in this many is for validation. */
  private static final int VALIDATION_SHARE = 10;

  /** Else this share is for validation, and as much for the test. */
  private static final double HELD_BACK = 0.15;

  private Split() {}

  /**
   * Splits samples, keeping the share of each class equal in all parts. Samples that came apart as
   * the test set stay that.
   *
   * @throws DataException if there are too few
   */
  static Dataset of(Parts parts) {
    int size = parts.samples().size();
    if (size < FEWEST) {
      throw new DataException(
          "there are %d examples, but a split in three needs %d or more. Add some."
              .formatted(size, FEWEST));
    }
    return parts
        .test()
        .map(test -> split(parts.samples(), size / VALIDATION_SHARE, test))
        .orElseGet(() -> split(parts.samples(), (int) Math.round(HELD_BACK * size)));
  }

  private static Dataset split(Samples samples, int heldBack) {
    int[] rows = Strata.spread(samples.targets(), shuffled(samples));
    int train = rows.length - 2 * heldBack;
    return new Dataset(
        new Examples(samples, Arrays.copyOfRange(rows, 0, train)),
        new Examples(samples, Arrays.copyOfRange(rows, train, train + heldBack)),
        new Examples(samples, Arrays.copyOfRange(rows, train + heldBack, rows.length)));
  }

  private static Dataset split(Samples training, int validation, Samples test) {
    int[] rows = Strata.spread(training.targets(), shuffled(training));
    int train = rows.length - validation;
    return new Dataset(
        new Examples(training, Arrays.copyOfRange(rows, 0, train)),
        new Examples(training, Arrays.copyOfRange(rows, train, rows.length)),
        new Examples(test, shuffled(test)));
  }

  private static int[] shuffled(Samples samples) {
    return CounterRandom.of(SEED, CounterRandom.Purpose.SPLIT, 0).permutation(samples.size());
  }
}
