package io.attune.store;

import io.attune.trial.Reading;
import java.util.List;
import java.util.OptionalLong;

/**
 * Some readings of a series, in order.
 *
 * @param next where the next page begins; empty if there is none
 */
public record ReadingPage(List<Reading> readings, OptionalLong next) {
  /** Copies the list. */
  public ReadingPage {
    readings = List.copyOf(readings);
  }
}
