package io.attune.trial;

import io.attune.space.Assignment;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Everything known of one trial after some events. Immutable.
 *
 * @param number from 1, in the order of starting
 * @param seen last event the sampler knew, see {@link TrialEvent.Started}
 * @param attempt from 1
 * @param curves every reported metric over steps
 * @param environment where the last attempt ran
 * @param test metrics on the test split; empty unless it was touched
 * @param started when the first attempt began
 * @param ended when the last attempt ended
 * @param dossier what was said of it beside its training
 */
public record Trial(
    int number,
    Assignment assignment,
    long seen,
    int attempt,
    TrialState state,
    Map<String, Curve> curves,
    Map<String, String> environment,
    Map<String, Double> test,
    Instant started,
    Optional<Instant> ended,
    Dossier dossier) {

  static Trial of(TrialEvent.Started event) {
    return new Trial(
        event.trial(),
        event.assignment(),
        event.seen(),
        1,
        new TrialState.Running(),
        Map.of(),
        Map.of(),
        Map.of(),
        event.at(),
        Optional.empty(),
        Dossier.EMPTY);
  }

  /**
   * The trial after one more of its events. Events of other attempts, and reports after the end,
   * change nothing.
   */
  Trial plus(TrialEvent event) {
    if (event instanceof TrialEvent.Reported reported) {
      return reported.attempt() == attempt && !state.ended() ? reported(reported) : this;
    }
    if (event instanceof TrialEvent.Ended end) {
      return end.attempt() == attempt
          ? withCurves(curves, attempt, end.state(), Optional.of(end.at()))
          : this;
    }
    if (event instanceof TrialEvent.Resumed resumed) {
      return resumed(resumed);
    }
    if (event instanceof TrialEvent.Placed placed) {
      return placed(placed);
    }
    if (event instanceof TrialEvent.Tested tested) {
      return withFacts(environment, tested.metrics());
    }
    if (event instanceof TrialEvent.Described described) {
      return with(dossier.plus(described));
    }
    if (event instanceof TrialEvent.Recorded recorded) {
      return plus(recorded.tallied());
    }
    if (event instanceof TrialEvent.Tallied tallied) {
      return with(dossier.plus(tallied.tallies()));
    }
    if (event instanceof TrialEvent.Received received) {
      return with(dossier.plus(received));
    }
    if (event instanceof TrialEvent.Detached detached) {
      return with(dossier.without(detached.names()));
    }
    return event instanceof TrialEvent.Erased erased ? erased(erased) : this;
  }

  /** What is left of a trial that was deleted: its number. */
  private Trial erased(TrialEvent.Erased event) {
    Relabel away = Relabel.to(Lifecycle.DELETED);
    return new Trial(
        number,
        new Assignment(Map.of()),
        seen,
        attempt,
        new TrialState.Stopped(0, "deleted"),
        Map.of(),
        Map.of(),
        Map.of(),
        started,
        Optional.of(event.at()),
        Dossier.EMPTY.plus(new TrialEvent.Described(number, event.at(), Map.of(), away)));
  }

  /** Whether it was deleted for good, so that nothing is known of it. */
  public boolean erased() {
    return dossier.label().deleted()
        && assignment.values().isEmpty()
        && state.equals(new TrialState.Stopped(0, "deleted"));
  }

  /** The trial after it recorded something, in the event with a sequence number. */
  Trial plus(TrialEvent.Attached attached, long sequence) {
    return attached.attempt() == 0 || attached.attempt() == attempt
        ? with(dossier.plus(attached, sequence))
        : this;
  }

  /** A trial of an earlier sweep, with one point on each curve. */
  static Trial of(SweepEvent.Prior event, int number) {
    Map<String, Curve> curves = new LinkedHashMap<>();
    event
        .metrics()
        .forEach((metric, value) -> curves.put(metric, Curve.EMPTY.plus(event.step(), value)));
    return new Trial(
        number,
        event.assignment(),
        0,
        1,
        event.state(),
        Collections.unmodifiableMap(curves),
        Map.of(),
        Map.of(),
        event.at(),
        Optional.of(event.at()),
        Dossier.EMPTY);
  }

  /** The same trial under another number. */
  Trial numbered(int other) {
    return other == number
        ? this
        : new Trial(
            other,
            assignment,
            seen,
            attempt,
            state,
            curves,
            environment,
            test,
            started,
            ended,
            dossier);
  }

  /** The curve of a metric; empty if it was never reported. */
  public Curve curve(String metric) {
    return curves.getOrDefault(metric, Curve.EMPTY);
  }

  /** Last step reported, or 0; of trials that others run, last step recorded. */
  public long lastStep() {
    Map<String, Curve> reported = new LinkedHashMap<>(curves);
    reported.keySet().removeAll(dossier.readings().keySet());
    return (reported.isEmpty() ? curves : reported)
        .values().stream().mapToLong(Curve::lastStep).max().orElse(0);
  }

  /** The trial with what it had reported up to a step, that step included, and all else as now. */
  public Trial until(long step) {
    return withCurves(curvesUntil(step), attempt, state, ended);
  }

  /**
   * Best value of an objective by itself, whatever constraints and other objectives say ({@link
   * Criteria#outcome} listens to them); empty while there is none that is finite, and for failed
   * trials, which never count as best.
   */
  public Optional<Double> score(Objective objective) {
    if (!counts()) {
      return Optional.empty();
    }
    double best = curve(objective.metric()).best(objective);
    return Double.isFinite(best) ? Optional.of(best) : Optional.empty();
  }

  /** From the first start to the end, or to {@code now} while it runs. */
  public Duration duration(Instant now) {
    return Duration.between(started, ended.orElse(now));
  }

  /** Whether it may be best: it did not fail, and nobody put it away. */
  public boolean counts() {
    return !(state instanceof TrialState.Failed) && !dossier.label().deleted();
  }

  private Trial with(Dossier dossier) {
    return new Trial(
        number,
        dossier.complete(assignment),
        seen,
        attempt,
        state,
        dossier.complete(curves),
        environment,
        test,
        started,
        ended,
        dossier);
  }

  /** An attempt may be told of by several: by who starts it, and by the program itself. */
  private Trial placed(TrialEvent.Placed event) {
    Map<String, String> facts = new LinkedHashMap<>(environment);
    facts.putAll(event.environment());
    return withFacts(Collections.unmodifiableMap(facts), test);
  }

  private Trial withFacts(Map<String, String> environment, Map<String, Double> test) {
    return new Trial(
        number,
        assignment,
        seen,
        attempt,
        state,
        curves,
        environment,
        test,
        started,
        ended,
        dossier);
  }

  private Trial reported(TrialEvent.Reported event) {
    LinkedHashMap<String, Curve> copy = new LinkedHashMap<>(curves);
    event
        .metrics()
        .forEach(
            (metric, value) -> {
              // What is recorded, at steps of its own, makes the curve alone.
              if (SystemMetric.is(metric) || !dossier.readings().containsKey(metric)) {
                copy.put(metric, curve(metric).plus(event.step(), value));
              }
            });
    return withCurves(copy, attempt, state, ended);
  }

  private Trial resumed(TrialEvent.Resumed event) {
    Map<String, Curve> kept = event.fromStep() == 0 ? Map.of() : curvesUntil(event.fromStep());
    // What others recorded belongs to no attempt; it stays.
    return withCurves(
            dossier.complete(kept), event.attempt(), new TrialState.Running(), Optional.empty())
        .with(dossier.until(event.fromStep()))
        .withFacts(Map.of(), test);
  }

  private Map<String, Curve> curvesUntil(long step) {
    LinkedHashMap<String, Curve> kept = new LinkedHashMap<>();
    curves.forEach(
        (metric, curve) -> {
          Curve until = curve.until(step);
          if (!until.isEmpty()) {
            kept.put(metric, until);
          }
        });
    return kept;
  }

  private Trial withCurves(
      Map<String, Curve> curves, int attempt, TrialState state, Optional<Instant> ended) {
    return new Trial(
        number,
        assignment,
        seen,
        attempt,
        state,
        Collections.unmodifiableMap(curves),
        environment,
        test,
        started,
        ended,
        dossier);
  }
}
