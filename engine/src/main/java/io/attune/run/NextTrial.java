package io.attune.run;

import io.attune.search.Move;
import io.attune.search.Scheduler;
import io.attune.space.Assignment;
import io.attune.sweep.Sweep;
import io.attune.trial.History;
import io.attune.trial.SweepEvent;
import io.attune.trial.Trial;
import io.attune.trial.TrialEvent;
import io.attune.trial.TrialState;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Starts, for somebody who asks, the trial that comes next: a new one, or one that was paused; the
 * sweep's next stage with its first trial when it is time for that. What it starts is on disk when
 * it says so. Not thread-safe.
 */
final class NextTrial {
  private final Ledger ledger;
  private final Scheduler scheduler;
  private final Suggester suggester;
  private final StageGuide stages;

  NextTrial(Ledger ledger, Scheduler scheduler) {
    this.ledger = ledger;
    this.scheduler = scheduler;
    this.suggester = new Suggester(ledger.sweep());
    this.stages = new StageGuide(ledger.sweep());
  }

  /** The trial that runs now; empty if none may be started for the time being. */
  Optional<AskTell.Ask> start(Instant now) {
    return start(now, Request.PLAIN);
  }

  /** The same, for somebody who may ask again; that is on disk together with the trial. */
  Optional<AskTell.Ask> start(Instant now, Request request) {
    Optional<AskTell.Ask> next = startInStage(now, request);
    while (next.isEmpty() && nextStage(now)) {
      next = startInStage(now, request);
    }
    return next;
  }

  private Optional<AskTell.Ask> startInStage(Instant now, Request request) {
    if (!stages.repeats(history()) && sweep().stop().reached(history()).isPresent()) {
      return Optional.empty();
    }
    Move move =
        history().trials().size() >= stages.most(history())
            ? scheduler.finish(history())
            : scheduler.next(history());
    if (move instanceof Move.Resume resume) {
      return Optional.of(resume(resume, now, request));
    }
    return move instanceof Move.Start
        ? fresh(now, request).or(() -> resumeOne(now, request))
        : Optional.empty();
  }

  /**
   * Begins the next stage once no trial is open; false if there is none, or nothing to go on from.
   */
  private boolean nextStage(Instant now) {
    boolean open =
        history().trials().stream().anyMatch(t -> t.state() instanceof TrialState.Running);
    if (open || !stages.hasNext(history()) || sweep().stop().isGood(history())) {
      return false;
    }
    List<SweepEvent> events = stages.next(history(), now);
    events.forEach(ledger::add);
    ledger.commit();
    return !events.isEmpty();
  }

  private Optional<AskTell.Ask> fresh(Instant now, Request request) {
    int number = history().trials().size() + 1;
    long seen = history().sequence();
    Optional<Assignment> values = suggester.suggest(history().snapshot());
    values.ifPresent(v -> record(request, new TrialEvent.Started(number, now, v, seen)));
    return values.map(v -> new AskTell.Ask(number, v, 0));
  }

  /** With nothing left to try, paused trials may still deserve to go on. */
  private Optional<AskTell.Ask> resumeOne(Instant now, Request request) {
    return scheduler.finish(history()) instanceof Move.Resume resume
        ? Optional.of(resume(resume, now, request))
        : Optional.empty();
  }

  private AskTell.Ask resume(Move.Resume move, Instant now, Request request) {
    Trial trial = history().trial(move.trial());
    long step = trial.state() instanceof TrialState.Paused paused ? paused.step() : 0;
    record(request, new TrialEvent.Resumed(trial.number(), now, trial.attempt() + 1, step));
    return new AskTell.Ask(trial.number(), trial.assignment(), step);
  }

  private void record(Request request, TrialEvent event) {
    request.event(event.at()).ifPresent(ledger::add);
    ledger.add(event);
    ledger.commit();
  }

  private Sweep sweep() {
    return ledger.sweep();
  }

  private History history() {
    return ledger.history();
  }
}
