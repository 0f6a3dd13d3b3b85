package io.attune.run;

import io.attune.space.Domain;
import io.attune.space.SpaceEdit;
import io.attune.sweep.Stage;
import io.attune.sweep.Sweep;
import io.attune.trial.History;
import io.attune.trial.SweepEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/** What somebody wants of a sweep. It becomes an event where the sweep stands when it arrives. */
@FunctionalInterface
interface Order {
  /**
   * The event.
   *
   * @param history what has happened to the sweep
   * @throws IllegalArgumentException if the order makes no sense there
   */
  SweepEvent event(Sweep sweep, History history, Instant at);

  /** To try a point before the sampler's own. */
  static Order enqueue(Map<String, Object> values) {
    if (values.isEmpty()) {
      throw new IllegalArgumentException("an enqueued point needs at least one value.");
    }
    Map<String, Object> copy = Map.copyOf(values);
    return (sweep, history, at) -> {
      if (new StageGuide(sweep).repeats(history)) {
        throw new IllegalArgumentException(
            "stage %s only repeats the best; it takes no other points."
                .formatted(sweep.stage(history).orElseThrow().name()));
      }
      return new SweepEvent.Enqueued(at, sweep.domain(history).part(copy), "");
    };
  }

  /** To search elsewhere; all the changes are made together or none is. */
  static Order edit(List<SpaceEdit> edits) {
    if (edits.isEmpty()) {
      throw new IllegalArgumentException("an edit needs at least one change.");
    }
    List<SpaceEdit> copy = List.copyOf(edits);
    return (sweep, history, at) -> edited(sweep, copy, history, at);
  }

  /** To keep a line for people. */
  static Order note(String text) {
    return (sweep, history, at) -> new SweepEvent.Noted(at, text);
  }

  /** To start more trials than the budget allows. */
  static Order extend(int trials) {
    return (sweep, history, at) -> {
      OptionalInt now = sweep.trials(history);
      List<Stage> stages = sweep.conduct().stages();
      if (!stages.isEmpty() && stages.get(stages.size() - 1).repeats() > 0) {
        throw new IllegalArgumentException(
            "the last stage only repeats the best; `attune confirm` repeats more often.");
      }
      if (now.isEmpty() || now.getAsInt() >= trials) {
        throw new IllegalArgumentException(
            now.isEmpty()
                ? "the sweep has no limit of trials that could be raised."
                : "the sweep may start %d trials already, which %d would not raise."
                    .formatted(now.getAsInt(), trials));
      }
      return new SweepEvent.Extended(at, trials);
    };
  }

  private static SweepEvent edited(
      Sweep sweep, List<SpaceEdit> edits, History history, Instant at) {
    Domain after = sweep.domain(history);
    List<String> changes = new ArrayList<>();
    for (SpaceEdit edit : edits) {
      Domain before = after;
      after = before.edit(edit);
      changes.add(edit.describe(before));
    }
    sweep.checkStages(history, after);
    // A sampler refuses spaces that it cannot search; better now than at the next suggestion.
    sweep.sampler().create(after.open(), sweep.budget().trials());
    return new SweepEvent.Edited(at, after, String.join("; ", changes));
  }
}
