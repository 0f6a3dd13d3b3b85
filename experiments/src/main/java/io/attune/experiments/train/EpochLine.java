package io.attune.experiments.train;

import java.util.Locale;

/**
 * What an epoch came to, in a line for the trial's log.
 *
 * @param epoch counts from 1
 * @param learned loss and hits while learning, before each update
 * @param rate learning rate of the epoch's last update
 */
record EpochLine(long epoch, long epochs, Tally learned, Tally validated, double rate) {
  /** Costs, shares of right answers where there are classes, and the learning rate. */
  String text(Form form) {
    String results =
        form.hasClasses()
            ? format("train: %f, val %f", learned.accuracy(), validated.accuracy())
            : format("val cost %f", validated.meanLoss());
    return format("Finished epoch %d / %d: cost %f, ", epoch, epochs, learned.meanLoss())
        + results
        + format(", lr %e", rate);
  }

  private static String format(String pattern, Object... values) {
    return String.format(Locale.ROOT, pattern, values);
  }
}
