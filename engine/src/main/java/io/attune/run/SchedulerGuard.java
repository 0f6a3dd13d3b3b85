package io.attune.run;

import io.attune.search.Move;
import io.attune.search.Scheduler;
import io.attune.search.Verdict;
import io.attune.trial.History;
import io.attune.trial.TrialEvent;
import io.attune.trial.TrialState;
import java.util.function.Function;

/**
 * A scheduler that may fail: instead of throwing, or of resuming what is not paused, it has the
 * sweep stopped with the reason and decides nothing.
 */
final class SchedulerGuard implements Scheduler {
  private final Scheduler scheduler;
  private final Mailbox mailbox;

  SchedulerGuard(Scheduler scheduler, Mailbox mailbox) {
    this.scheduler = scheduler;
    this.mailbox = mailbox;
  }

  @Override
  public Move next(History history) {
    return guarded(scheduler::next, history);
  }

  @Override
  public Move finish(History history) {
    return guarded(scheduler::finish, history);
  }

  private Move guarded(Function<History, Move> question, History history) {
    try {
      Move move = question.apply(history);
      return move instanceof Move.Resume resume ? checked(resume, history) : move;
    } catch (RuntimeException | StackOverflowError e) {
      return stop("the scheduler failed: " + e);
    }
  }

  @Override
  public Verdict judge(History history, TrialEvent.Reported report) {
    try {
      return scheduler.judge(history, report);
    } catch (RuntimeException | StackOverflowError e) {
      stop("the scheduler failed: " + e);
      return new Verdict.Continue();
    }
  }

  private Move checked(Move.Resume resume, History history) {
    int number = resume.trial();
    boolean paused =
        number >= 1
            && number <= history.trials().size()
            && history.trial(number).state() instanceof TrialState.Paused;
    return paused
        ? resume
        : stop("the scheduler wants to resume trial %d, which is not paused".formatted(number));
  }

  private Move stop(String reason) {
    mailbox.stop(reason);
    return new Move.Wait();
  }
}
