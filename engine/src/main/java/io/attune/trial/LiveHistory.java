package io.attune.trial;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A history that grows by events. The one place where events are folded. Not thread-safe: whoever
 * adds events owns it and hands out {@link #snapshot}s.
 *
 * <p>Indexes grow with the events, because copying a history for each of them made ten thousand
 * trials forty times slower.
 */
public final class LiveHistory implements History {
  private Criteria criteria;
  private final ArrayList<Trial> trials = new ArrayList<>();
  private final Map<Long, SortedLosses> lossesAt = new HashMap<>();
  private Rungs rungs;
  private final LiveSteering steering;
  private final int skipped;
  private long sequence;
  private Optional<Trial> best = Optional.empty();
  private boolean bestKnown = true;
  private Optional<LiveHistory> stage = Optional.empty();

  /** A history without events. */
  public LiveHistory(Criteria criteria) {
    this.criteria = criteria;
    this.rungs = new Rungs(criteria);
    this.steering = new LiveSteering();
    this.skipped = 0;
  }

  /** The stage of a history that begins now. */
  private LiveHistory(LiveHistory whole) {
    this.criteria = whole.criteria;
    this.rungs = new Rungs(criteria);
    this.steering = whole.steering;
    this.skipped = whole.trials.size();
  }

  /** A history without events, of one objective. */
  public LiveHistory(Objective objective) {
    this(Criteria.of(objective));
  }

  /**
   * Folds in the next event.
   *
   * @throws IllegalArgumentException if the event names a trial that never started
   */
  public void add(Event event) {
    steering.add(event, sequence + 1);
    if (event instanceof SweepEvent.Staged) {
      stage = Optional.of(new LiveHistory(this));
      bestKnown = false;
    } else if (event instanceof SweepEvent.Aimed aimed) {
      judgeBy(Criteria.of(aimed.objective()));
    } else if (event instanceof TrialEvent.Started started) {
      checkNumber(started.trial(), trials.size() + 1);
      trials.add(Trial.of(started));
      stage.ifPresent(now -> now.trials.add(now.numbered(Trial.of(started))));
    } else if (event instanceof TrialEvent trialEvent) {
      update(trialEvent);
    }
    sequence++;
    stage.ifPresent(now -> now.sequence = sequence);
  }

  /** Folds in events in order. */
  public void addAll(Iterable<? extends Event> events) {
    events.forEach(this::add);
  }

  @Override
  public Criteria criteria() {
    return criteria;
  }

  @Override
  public long sequence() {
    return sequence;
  }

  @Override
  public List<Trial> trials() {
    return Collections.unmodifiableList(trials);
  }

  @Override
  public Optional<Trial> best() {
    Optional<Trial> now = stage.flatMap(LiveHistory::best);
    if (now.isPresent()) {
      return Optional.of(trial(now.get().number() + stage.orElseThrow().skipped));
    }
    if (!bestKnown) {
      best = Snapshot.best(comparable(), criteria);
      bestKnown = true;
    }
    return best;
  }

  @Override
  public List<Double> lossesAt(long step) {
    SortedLosses losses = lossesAt.get(step);
    return losses == null ? List.of() : losses.view();
  }

  @Override
  public Rung rung(Milestone milestone) {
    return rungs.at(milestone, trials);
  }

  @Override
  public Steering steering() {
    return skipped == 0 ? steering.now() : steering.now().renumbered();
  }

  @Override
  public History stage() {
    return stage.<History>map(now -> now).orElse(this);
  }

  @Override
  public int before() {
    return skipped;
  }

  @Override
  public History snapshot() {
    return new Snapshot(criteria, sequence, List.copyOf(trials), steering());
  }

  private void update(TrialEvent event) {
    checkNumber(event.trial(), Math.min(event.trial(), trials.size()));
    Trial trial = trial(event.trial());
    change(
        event instanceof TrialEvent.Attached attached
            ? trial.plus(attached, sequence + 1)
            : trial.plus(event));
  }

  /** A trial is not as it was. */
  private void change(Trial after) {
    Trial before = trial(after.number());
    trials.set(after.number() - 1, after);
    stage
        .filter(now -> after.number() > now.skipped)
        .ifPresent(now -> now.change(now.numbered(after)));
    index(before, after);
  }

  private Trial numbered(Trial trial) {
    return trial.numbered(trial.number() - skipped);
  }

  private void index(Trial before, Trial after) {
    boolean counted = before.state() instanceof TrialState.Completed;
    boolean counts = after.state() instanceof TrialState.Completed;
    boolean same = counted == counts && (!counts || sameCurve(before, after));
    if (counted && !same) {
      bestLosses(before).forEach((step, loss) -> losses(step).remove(loss));
    }
    if (counts && !same) {
      bestLosses(after).forEach((step, loss) -> losses(step).add(loss));
    }
    updateBest(before, after);
    rungs.update(after);
  }

  /** Recorded trials may still get readings when they are over. */
  private boolean sameCurve(Trial before, Trial after) {
    String metric = criteria.objective().metric();
    return before.curve(metric).equals(after.curve(metric));
  }

  private void judgeBy(Criteria other) {
    criteria = other;
    rungs = new Rungs(other);
    bestKnown = false;
    lossesAt.clear();
    trials.stream()
        .filter(trial -> trial.state() instanceof TrialState.Completed)
        .forEach(trial -> bestLosses(trial).forEach((step, loss) -> losses(step).add(loss)));
  }

  private void updateBest(Trial before, Trial after) {
    if (!criteria.plain() || stage.isPresent()) {
      // Where a trial stands takes a walk along its curves: not after every report.
      bestKnown = false;
      return;
    }
    Objective objective = criteria.objective();
    boolean wasBest = best().map(Trial::number).equals(Optional.of(after.number()));
    if (wasBest && !(after.score(objective).equals(before.score(objective)))) {
      bestKnown = false;
    } else if (wasBest) {
      best = Optional.of(after);
    } else if (Snapshot.better(after, best, objective)) {
      best = Optional.of(after);
    }
  }

  private SortedLosses losses(long step) {
    return lossesAt.computeIfAbsent(step, s -> new SortedLosses());
  }

  /** Best loss up to each step at which the objective was reported. */
  private Map<Long, Double> bestLosses(Trial trial) {
    Map<Long, Double> losses = new HashMap<>();
    Objective objective = criteria.objective();
    Curve curve = trial.curve(objective.metric());
    double best = Double.POSITIVE_INFINITY;
    for (int i = 0; i < curve.size(); i++) {
      double loss = objective.loss(curve.value(i));
      best = Double.isNaN(loss) ? best : Math.min(best, loss);
      losses.put(curve.step(i), best);
    }
    return losses;
  }

  private static void checkNumber(int number, int expected) {
    if (number < 1 || number != expected) {
      throw new IllegalArgumentException(
          "event for trial " + number + ", but expected trial " + expected + ".");
    }
  }
}
