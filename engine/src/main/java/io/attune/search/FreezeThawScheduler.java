package io.attune.search;

import io.attune.search.gp.CurveSearch;
import io.attune.space.Domain;
import io.attune.space.SearchSpace;
import io.attune.trial.Curve;
import io.attune.trial.History;
import io.attune.trial.Milestone;
import io.attune.trial.Trial;
import io.attune.trial.TrialEvent;
import io.attune.trial.TrialState;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Trains whatever promises the largest improvement per step that it would still take: the trial at
 * hand, one that was paused, or a new one (in the spirit of Swersky, Snoek and Adams 2014,
 * "Freeze-Thaw Bayesian Optimization", with expected improvement at the end of training as the
 * promise). Looks up at rungs, each twice as far as the one before.
 *
 * <p>While nothing is known of how long a training takes, trials train to their ends. So do those
 * that are no points of the space, which somebody enqueued or which ran when it was edited: no
 * forecast can be made of them. Paused ones outside stay paused.
 */
final class FreezeThawScheduler implements Scheduler {
  private static final int ETA = 2;
  private static final double SHARES = 16;
  private static final int LEAST_PROMOTED = 4;
  private static final int NOBODY = 0;
  // A trial whose chance is this much smaller than a new one's will not be gone back to.
  private static final double HOPELESS = 1e-3;
  private static final double WORTH_FINISHING = 0.1;

  private final SchedulerSpec.FreezeThaw settings;
  private final Searched initial;
  private volatile Searched searched;

  /** A search, and what it searches: the space may be edited while the sweep runs. */
  private record Searched(SearchSpace space, CurveSearch search) {
    static Searched of(SearchSpace space) {
      return new Searched(space, new CurveSearch(space));
    }
  }

  FreezeThawScheduler(SchedulerSpec.FreezeThaw settings, SearchSpace space) {
    this.settings = settings;
    this.initial = Searched.of(space);
    this.searched = initial;
  }

  /** The search of the space as it is now. */
  private CurveSearch search(History history) {
    SearchSpace space = history.steering().domain().map(Domain::space).orElse(initial.space());
    Searched now = searched;
    if (!now.space().equals(space)) {
      now = Searched.of(space);
      searched = now;
    }
    return now.search();
  }

  @Override
  public Move next(History history) {
    return explores(history)
        ? new Move.Start()
        : choice(history, NOBODY)
            .flatMap(choice -> overdue(history, choice).or(choice::pausedBeforeNew))
            .<Move>map(trial -> new Move.Resume(trial.number()))
            .orElse(new Move.Start());
  }

  /**
   * The most promising trial of a rung that too few have gone past. A quarter does whatever the
   * forecast says, or a forecast that always prefers new trials would never find out it is wrong.
   */
  private Optional<Trial> overdue(History history, Choice choice) {
    List<Milestone> rungs = ladder(whole(history)).rungs();
    for (int i = rungs.size() - 1; i >= 0; i--) {
      long from = rungs.get(i).from();
      long until = i + 1 < rungs.size() ? rungs.get(i + 1).from() : whole(history);
      long arrived = arrived(history, from);
      Optional<Trial> best = choice.bestPaused(from, until);
      if (best.isPresent() && arrived(history, until) < arrived / LEAST_PROMOTED) {
        return best;
      }
    }
    return Optional.empty();
  }

  private static long arrived(History history, long step) {
    return history.trials().stream().filter(trial -> trial.lastStep() >= step).count();
  }

  /** With no new trials to come, paused ones go on as long as they may well become the best. */
  @Override
  public Move finish(History history) {
    return choice(history, NOBODY)
        .flatMap(choice -> choice.bestPaused().filter(choice::isLikely))
        .<Move>map(trial -> new Move.Resume(trial.number()))
        .orElse(new Move.Finish("no paused trial is likely to become the best"));
  }

  @Override
  public Verdict judge(History history, TrialEvent.Reported report) {
    if (!history.criteria().plain() || !Evidence.in(report, history) || !atRung(history, report)) {
      return new Verdict.Continue();
    }
    Trial trial = history.trial(report.trial());
    if (!search(history).knows(trial)) {
      return new Verdict.Continue();
    }
    return explores(history)
        ? new Verdict.Pause()
        : choice(history, report.trial())
            .map(choice -> judge(trial, choice))
            .orElse(new Verdict.Continue());
  }

  private static Verdict judge(Trial trial, Choice choice) {
    if (choice.beatsPaused(trial) && choice.beatsNew(trial)) {
      return new Verdict.Continue();
    }
    double chance = choice.outlook.chance(trial);
    return chance < HOPELESS
        ? new Verdict.Stop("becomes the best with a probability of only %.1g".formatted(chance))
        : new Verdict.Pause();
  }

  private boolean atRung(History history, TrialEvent.Reported report) {
    long whole = whole(history);
    return whole > 0 && ladder(whole).arrival(Evidence.curve(report, history)).isPresent();
  }

  private Ladder ladder(long whole) {
    double first = settings.minSteps().orElse(Math.max(1, Math.round(whole / SHARES)));
    return Ladder.of(first, ETA, whole);
  }

  /** Whether the first few trials still go to the first rung, to give the forecast a start. */
  private boolean explores(History history) {
    return history.trials().size() < search(history).explored();
  }

  private Optional<Choice> choice(History history, int judged) {
    long whole = whole(history);
    CurveSearch search = search(history);
    return history.criteria().plain() && whole > 0
        ? search
            .outlook(history, whole, judged)
            .map(outlook -> new Choice(history, search, outlook, whole))
        : Optional.empty();
  }

  /** Steps of a whole training: as set, or those of the longest completed trial; 0 if unknown. */
  private long whole(History history) {
    return settings.maxSteps().orElseGet(() -> longest(history));
  }

  private static long longest(History history) {
    return history.trials().stream()
        .filter(trial -> trial.state() instanceof TrialState.Completed)
        .map(trial -> trial.curve(history.objective().metric()))
        .filter(curve -> !curve.isEmpty())
        .mapToLong(Curve::lastStep)
        .max()
        .orElse(0);
  }

  /** What a worker could do, each with what it promises per step, as logarithms. */
  private static final class Choice {
    private final History history;
    private final CurveSearch search;
    private final CurveSearch.Outlook outlook;
    private final long whole;

    Choice(History history, CurveSearch search, CurveSearch.Outlook outlook, long whole) {
      this.history = history;
      this.search = search;
      this.outlook = outlook;
      this.whole = whole;
    }

    private double rate(Trial trial) {
      return outlook.ofTrial(trial) - StrictMath.log(Math.max(1, whole - trial.lastStep()));
    }

    Optional<Trial> bestPaused() {
      return bestPaused(0, Long.MAX_VALUE);
    }

    Optional<Trial> pausedBeforeNew() {
      return bestPaused().filter(this::beatsNew);
    }

    /** The most promising of the paused trials whose last step is in [from, until). */
    Optional<Trial> bestPaused(long from, long until) {
      return history.trials().stream()
          .filter(trial -> trial.state() instanceof TrialState.Paused)
          .filter(trial -> trial.lastStep() >= from && trial.lastStep() < until)
          .filter(trial -> history.loss(trial).isPresent() && search.knows(trial))
          .max(Comparator.comparingDouble(this::rate));
    }

    boolean beatsPaused(Trial trial) {
      double rate = rate(trial);
      return bestPaused().map(paused -> rate(paused) <= rate).orElse(true);
    }

    boolean beatsNew(Trial trial) {
      OptionalDouble promise = outlook.ofNew();
      return promise.isEmpty() || promise.getAsDouble() - StrictMath.log(whole) <= rate(trial);
    }

    boolean isLikely(Trial trial) {
      return outlook.chance(trial) >= WORTH_FINISHING;
    }
  }
}
