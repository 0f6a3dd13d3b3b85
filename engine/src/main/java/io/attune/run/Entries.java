package io.attune.run;

import io.attune.trial.Reading;
import java.util.ArrayList;
import java.util.List;

/**
 * Brings entries of a program into a draft, in their order. Readings that come in a row become one
 * event, because most entries are readings.
 */
final class Entries {
  private final Draft draft;
  private final int trial;
  private final List<Reading> readings = new ArrayList<>();

  Entries(Draft draft, int trial) {
    this.draft = draft;
    this.trial = trial;
  }

  /** Applies all; one that contradicts what is known must not hold up those behind it. */
  void apply(List<Entry> entries, Refusal refusal) {
    for (int i = 0; i < entries.size(); i++) {
      try {
        apply(entries.get(i));
      } catch (ParameterConflict | IllegalArgumentException e) {
        refusal.refused(i, String.valueOf(e.getMessage()));
      }
    }
    flush();
  }

  private void apply(Entry entry) {
    if (entry instanceof Entry.Measured measured) {
      readings.addAll(measured.readings());
      return;
    }
    flush();
    if (entry instanceof Entry.Parameters parameters) {
      draft.parameters(trial, parameters.values());
    } else if (entry instanceof Entry.Labelled labelled) {
      draft.describe(trial, labelled.change());
    } else if (entry instanceof Entry.Line line) {
      draft.log(trial, line.at(), line.text());
    } else if (entry instanceof Entry.Attached attached) {
      draft.attach(trial, attached.at(), attached.keepsake());
    } else if (entry instanceof Entry.Moved moved) {
      move(moved);
    } else if (entry instanceof Entry.Refused refused) {
      throw new IllegalArgumentException(refused.detail());
    } else if (entry instanceof Entry.Reported) {
      throw new IllegalArgumentException(
          "only trials that Attune runs report. Log the metrics instead.");
    }
  }

  private void move(Entry.Moved moved) {
    draft.move(
        trial,
        moved.standing().state(draft.history(), draft.trial(trial), moved.message()),
        moved.at());
  }

  private void flush() {
    if (!readings.isEmpty()) {
      draft.readings(trial, List.copyOf(readings));
      readings.clear();
    }
  }

  /** Hears of entries that were refused. */
  interface Refusal {
    void refused(int index, String detail);
  }
}
