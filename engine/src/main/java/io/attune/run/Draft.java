package io.attune.run;

import io.attune.space.Assignment;
import io.attune.space.CategoricalParameter;
import io.attune.sweep.Sweep;
import io.attune.trial.Criteria;
import io.attune.trial.Event;
import io.attune.trial.History;
import io.attune.trial.LiveHistory;
import io.attune.trial.Objective;
import io.attune.trial.Reading;
import io.attune.trial.Relabel;
import io.attune.trial.SweepEvent;
import io.attune.trial.Trial;
import io.attune.trial.TrialEvent;
import io.attune.trial.TrialState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A change to a sweep while it is made: what is added is seen at once by whoever makes it, and by
 * others when it is on disk. Confined to the call that it is made in.
 */
public final class Draft {
  private static final Criteria UNSAID = Sweep.recording("any").criteria();

  private final Sweep sweep;
  private final LiveHistory history;
  private final Instant now;
  private final List<Event> added = new ArrayList<>();

  Draft(Sweep sweep, LiveHistory history, Instant now) {
    this.sweep = sweep;
    this.history = history;
    this.now = now;
  }

  /** What has happened, the change so far included. */
  public History history() {
    return history;
  }

  /** When the change is made. */
  public Instant now() {
    return now;
  }

  /**
   * Starts a trial of a recorded sweep.
   *
   * @param at when it began, on the clock of whoever runs it
   */
  public int start(Instant at, Relabel label) {
    return start(at, new Assignment(Map.of()), label);
  }

  /** The same with parameters whose types are known. */
  public int start(Instant at, Assignment assignment, Relabel label) {
    checkRecorded();
    int trial = history.trials().size() + 1;
    add(new TrialEvent.Started(trial, at, assignment, history.sequence()));
    if (!label.equals(Relabel.NOTHING)) {
      describe(trial, label);
    }
    return trial;
  }

  /** Says something of a trial, of any sweep. */
  public void describe(int trial, Relabel change) {
    add(new TrialEvent.Described(trial, now, Map.of(), change));
  }

  /**
   * Adds parameters to a recorded trial. One that it has already must have the same text.
   *
   * @throws ParameterConflict if it has another
   * @throws IllegalArgumentException if a name is none
   */
  public void parameters(int trial, Map<String, String> parameters) {
    checkRecorded();
    Map<String, String> known = trial(trial).dossier().parameters();
    Map<String, String> fresh = new LinkedHashMap<>();
    parameters.forEach(
        (name, value) -> {
          String before = known.get(name);
          if (before == null) {
            CategoricalParameter.constant(name, value);
            fresh.put(name, value);
          } else if (!before.equals(value)) {
            throw new ParameterConflict(name, before, value);
          }
        });
    if (!fresh.isEmpty()) {
      add(new TrialEvent.Described(trial, now, fresh, Relabel.NOTHING));
    }
  }

  /**
   * Adds readings to a recorded trial. The first ever tells what the sweep is about, unless
   * somebody has said it.
   */
  public void readings(int trial, List<Reading> readings) {
    checkRecorded();
    if (readings.isEmpty()) {
      return;
    }
    String metric = history.objective().metric();
    boolean known =
        !history.criteria().equals(UNSAID)
            || history.trials().stream().anyMatch(t -> !t.curve(metric).isEmpty());
    add(new TrialEvent.Recorded(trial, now, readings));
    if (!known) {
      Aim.of(readings).ifPresent(this::aim);
    }
  }

  /** From here on a recorded sweep is judged by this. */
  public void aim(Objective objective) {
    checkRecorded();
    if (!objective.equals(history.objective())) {
      add(new SweepEvent.Aimed(now, objective));
    }
  }

  /** Ends, pauses or goes on with a recorded trial; what it is already is not said again. */
  public void move(int number, TrialState state, Instant at) {
    checkRecorded();
    Trial trial = trial(number);
    if (!(state instanceof TrialState.Running)) {
      add(new TrialEvent.Ended(number, at, trial.attempt(), state));
    } else if (!(trial.state() instanceof TrialState.Running)) {
      add(new TrialEvent.Resumed(number, at, trial.attempt() + 1, trial.lastStep()));
    }
  }

  /** Says something of a recorded sweep. */
  public void label(Relabel change) {
    checkRecorded();
    add(new SweepEvent.Labelled(now, change));
  }

  /** Keeps lines with a recorded trial. */
  public void log(int number, Instant at, String text) {
    checkRecorded();
    add(new TrialEvent.Logged(number, at, trial(number).attempt(), text));
  }

  /**
   * Keeps something beside metrics with a recorded trial. It belongs to no attempt: what is said of
   * a run that goes on later is not void.
   *
   * @throws IllegalArgumentException if the trial has too many already
   */
  public void attach(int number, Instant at, Keepsake kept) {
    checkRecorded();
    if (trial(number).dossier().attachments().size() >= RunningTrial.MOST_ATTACHED) {
      throw new IllegalArgumentException(
          "%s is not kept: a run may record %,d things."
              .formatted(kept.what().name(), RunningTrial.MOST_ATTACHED));
    }
    add(new TrialEvent.Attached(number, at, 0, kept.what(), kept.text()));
  }

  /** Withdraws what a recorded trial has under some names; its contents may be deleted. */
  public void detach(int trial, List<String> names) {
    checkRecorded();
    add(new TrialEvent.Detached(trial, now, names));
  }

  /** Remembers with a recorded trial that a stream has arrived up to a number. */
  void received(int trial, String stream, long last) {
    checkRecorded();
    add(new TrialEvent.Received(trial, now, stream, last));
  }

  /** The trial with a number, as it is now. */
  public Trial trial(int number) {
    return history.trial(number);
  }

  private void add(Event event) {
    history.add(event);
    added.add(event);
  }

  List<Event> added() {
    return added;
  }

  private void checkRecorded() {
    if (!sweep.recorded()) {
      throw new IllegalStateException(
          "sweep %s is run by Attune: its trials can be tagged, not changed. Maybe record into another."
              .formatted(sweep.name()));
    }
  }
}
