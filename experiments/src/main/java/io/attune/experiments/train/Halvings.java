package io.attune.experiments.train;

import io.attune.experiments.train.Rule.Conflict;
import java.util.List;
import java.util.Map;

/** How often images can be halved before nothing is left of them. */
final class Halvings {
  /** Shorter sides of data sets that are images of one known size. */
  private static final Map<String, Integer> SIDES =
      Map.of("digits", 8, "mnist", 28, "fashion-mnist", 28, "cifar-10", 32);

  private Halvings() {}

  /** A network halves images as often as a setting says. */
  static Rule rule(String knob) {
    return new Conflict(
        knob,
        List.of(knob, DataSettings.DATA),
        all -> side(all.text(DataSettings.DATA)) >> all.integer(knob) == 0,
        all ->
            "can be %d, but images of %s can be halved only %d times. Use fewer."
                .formatted(
                    all.integer(knob),
                    all.text(DataSettings.DATA),
                    most(side(all.text(DataSettings.DATA)))));
  }

  /**
   * The numbers that are left of each channel.
   *
   * @throws IllegalArgumentException if none are
   */
  static int areaAfter(String knob, int halvings, Form form) {
    int side = Math.min(form.shape().height(), form.shape().width());
    if (side >> halvings == 0) {
      throw new IllegalArgumentException(
          "%s: is %d, but images of %d × %d can be halved only %d times. Use fewer."
              .formatted(knob, halvings, form.shape().height(), form.shape().width(), most(side)));
    }
    return (form.shape().height() >> halvings) * (form.shape().width() >> halvings);
  }

  private static int side(String data) {
    return SIDES.getOrDefault(data, Integer.MAX_VALUE);
  }

  private static int most(int side) {
    return 31 - Integer.numberOfLeadingZeros(side);
  }
}
