package io.attune.search;

import io.attune.trial.History;
import io.attune.trial.TrialEvent;
import java.util.List;

/** Several schedulers as one: the first that does not just let things go on decides. */
record FirstVerdictScheduler(List<Scheduler> schedulers) implements Scheduler {
  @Override
  public Move next(History history) {
    return schedulers.stream()
        .map(scheduler -> scheduler.next(history))
        .filter(move -> !(move instanceof Move.Start))
        .findFirst()
        .orElse(new Move.Start());
  }

  @Override
  public Move finish(History history) {
    return schedulers.stream()
        .map(scheduler -> scheduler.finish(history))
        .filter(move -> !(move instanceof Move.Finish))
        .findFirst()
        .orElse(new Move.Finish("all are done"));
  }

  @Override
  public Verdict judge(History history, TrialEvent.Reported report) {
    return schedulers.stream()
        .map(scheduler -> scheduler.judge(history, report))
        .filter(verdict -> !(verdict instanceof Verdict.Continue))
        .findFirst()
        .orElse(new Verdict.Continue());
  }
}
