package io.attune.app;

import io.attune.store.SweepId;
import io.attune.store.TrialReader;
import io.attune.trial.Event;
import io.attune.trial.SweepEvent;
import io.attune.trial.TrialEvent;
import java.util.ArrayList;
import java.util.List;

/** What the test split of a sweep was read for, as its record says. */
final class TestUses {
  private TestUses() {}

  /** One line for each use, in order: when, for what, with what result. */
  static List<String> of(TrialReader store, SweepId sweep) {
    List<String> uses = new ArrayList<>();
    for (List<Event> page : store.pages(sweep)) {
      for (Event event : page) {
        if (event instanceof TrialEvent.Tested tested) {
          uses.add(
              "%s for trial %d, the winner: %s"
                  .formatted(tested.at(), tested.trial(), tested.metrics()));
        } else if (event instanceof SweepEvent.Measured measured) {
          uses.add("%s for %s: %s".formatted(measured.at(), measured.what(), measured.metrics()));
        }
      }
    }
    return uses;
  }
}
