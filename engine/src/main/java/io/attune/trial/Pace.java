package io.attune.trial;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How far a trial is inside a long epoch. Travels as a line of the trial's log, so that a trainer
 * in any language can print it.
 *
 * @param epoch that is under way, from 1
 * @param epochs there will be
 * @param share of the epoch that is done, in [0, 1]
 * @param perSecond examples learned from in a second
 * @param left until the epoch ends
 */
public record Pace(long epoch, long epochs, double share, double perSecond, Duration left) {
  private static final Pattern LINE =
      Pattern.compile(
          "epoch (\\d{1,9}) of (\\d{1,9}): (\\d{1,3}) %, (\\d{1,12}(?:\\.\\d)?) samples/s,"
              + " (\\d{1,9}) s left");

  /** Such as {@code epoch 3 of 20: 41 %, 1234 samples/s, 12 s left}; below 10 with a decimal. */
  public String line() {
    return String.format(
        Locale.ROOT,
        perSecond < 10
            ? "epoch %d of %d: %.0f %%, %.1f samples/s, %d s left"
            : "epoch %d of %d: %.0f %%, %.0f samples/s, %d s left",
        epoch,
        epochs,
        100 * share,
        perSecond,
        left.toSeconds());
  }

  /** Back from {@link #line}; empty for any other line. */
  public static Optional<Pace> of(String line) {
    Matcher found = LINE.matcher(line);
    return found.matches()
        ? Optional.of(
            new Pace(
                Long.parseLong(found.group(1)),
                Long.parseLong(found.group(2)),
                Double.parseDouble(found.group(3)) / 100,
                Double.parseDouble(found.group(4)),
                Duration.ofSeconds(Long.parseLong(found.group(5)))))
        : Optional.empty();
  }
}
