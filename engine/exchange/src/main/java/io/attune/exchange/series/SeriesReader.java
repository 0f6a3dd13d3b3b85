package io.attune.exchange.series;

import io.attune.trial.Reading;
import io.attune.trial.Trial;
import java.io.IOException;

/** All that was measured of a metric. */
public interface SeriesReader {
  /**
   * Hands over the readings of a metric of a trial, in order. Where it is not known when something
   * was measured, it is the time when the trial started.
   */
  void each(Trial trial, String metric, Sink sink) throws IOException;

  /** Takes readings. */
  interface Sink {
    /** The next one. */
    void take(Reading reading) throws IOException;
  }
}
