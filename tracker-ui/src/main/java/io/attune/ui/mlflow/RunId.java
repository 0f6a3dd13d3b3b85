package io.attune.ui.mlflow;

import io.attune.store.SweepId;
import io.attune.store.SweepRecord;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What MLflow calls a trial: 32 hexadecimal digits. The last 16 are the numbers of sweep and trial,
 * so that a run is found without looking; the first 16 follow from the sweep's seed and birth, so
 * that runs of different stores have different names.
 */
record RunId(SweepId sweep, int trial, long stamp) {
  private static final Pattern FORM = Pattern.compile("([0-9a-f]{16})([0-9a-f]{8})([0-9a-f]{8})");

  static RunId of(SweepRecord sweep, int trial) {
    long stamp =
        mixed(
            mixed(mixed(sweep.sweep().seed()) + sweep.created().toEpochMilli())
                + sweep.created().getNano()
                + ((long) trial << 32)
                + sweep.id().value());
    return new RunId(sweep.id(), trial, stamp);
  }

  /** Back from the text; empty if it has another form. Whether there is such a run is not known. */
  static Optional<RunId> parse(String text) {
    Matcher form = FORM.matcher(text.toLowerCase(Locale.ROOT).replace("-", ""));
    if (!form.matches()) {
      return Optional.empty();
    }
    long trial = Long.parseLong(form.group(3), 16);
    return trial > Integer.MAX_VALUE
        ? Optional.empty()
        : Optional.of(
            new RunId(
                new SweepId(Long.parseLong(form.group(2), 16)),
                (int) trial,
                Long.parseUnsignedLong(form.group(1), 16)));
  }

  /** Stafford's mix 13, as in SplittableRandom: every bit depends on every other. */
  private static long mixed(long z) {
    long a = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
    long b = (a ^ (a >>> 27)) * 0x94d049bb133111ebL;
    return b ^ (b >>> 31);
  }

  @Override
  public String toString() {
    return "%016x%08x%08x".formatted(stamp, sweep.value(), trial);
  }
}
