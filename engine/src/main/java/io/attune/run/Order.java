package io.attune.run;

import io.attune.space.Domain;
import io.attune.space.SpaceEdit;
import io.attune.sweep.Stage;
import io.attune.sweep.Sweep;
import io.attune.trial.History;
import io.attune.trial.SweepEvent;
import io.attune.trial.TrialState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/** What somebody wants of a sweep. It becomes an event where the sweep stands when it arrives. */
@FunctionalInterface
interface Order {
  /** More trials at a time than any machine takes are a slip of the finger. */
  int MOST_PARALLEL = 10_000;

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

  /** To start no trials until told otherwise. */
  static Order pause() {
    return (sweep, history, at) -> {
      if (history.steering().flow().paused()) {
        throw new IllegalArgumentException("the sweep is paused already.");
      }
      return new SweepEvent.Paused(at);
    };
  }

  /** To start trials again. */
  static Order proceed() {
    return (sweep, history, at) -> {
      if (!history.steering().flow().paused()) {
        throw new IllegalArgumentException("the sweep is not paused.");
      }
      return new SweepEvent.Continued(at);
    };
  }

  /** To run another number of trials side by side. */
  static Order resize(int parallel) {
    if (parallel < 1 || parallel > MOST_PARALLEL) {
      throw new IllegalArgumentException(
          "parallel must be 1 to %d, but is %d.".formatted(MOST_PARALLEL, parallel));
    }
    return (sweep, history, at) -> new SweepEvent.Resized(at, parallel);
  }

  /** To end a trial at its next report. */
  static Order halt(int trial) {
    return (sweep, history, at) -> {
      if (trial < 1 || trial > history.trials().size()) {
        throw new IllegalArgumentException(
            "there is no trial %d; there are %d.".formatted(trial, history.trials().size()));
      }
      if (!(history.trial(trial).state() instanceof TrialState.Running)) {
        throw new IllegalArgumentException("trial %d does not run.".formatted(trial));
      }
      return new SweepEvent.Halted(at, trial);
    };
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
