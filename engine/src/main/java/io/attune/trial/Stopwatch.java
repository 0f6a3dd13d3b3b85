package io.attune.trial;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Time spent on something that may be interrupted and taken up again. Immutable.
 *
 * @param closed total of the stretches that are over
 * @param since start of the stretch that is not
 * @param last when anything was last heard
 */
public record Stopwatch(Duration closed, Optional<Instant> since, Instant last) {
  /** Nothing spent yet. */
  public static Stopwatch stopped(Instant at) {
    return new Stopwatch(Duration.ZERO, Optional.empty(), at);
  }

  /** Begins a stretch; one that nobody ended counts up to the last sign of life. */
  public Stopwatch start(Instant at) {
    return new Stopwatch(heard(), Optional.of(at), at);
  }

  /** A sign of life. */
  public Stopwatch touch(Instant at) {
    return new Stopwatch(closed, since, at);
  }

  /** Ends a stretch. */
  public Stopwatch stop(Instant at) {
    return touch(at).stop();
  }

  /** Time spent on a sweep after one more of its events. */
  public Stopwatch plus(Event event) {
    if (event instanceof TrialEvent.Erased
        || (event instanceof SweepEvent apart && apart.apart())) {
      return this;
    }
    if (event instanceof SweepEvent.Opened || event instanceof SweepEvent.Continued) {
      return start(event.at());
    }
    return event instanceof SweepEvent.Closed || event instanceof SweepEvent.Paused
        ? stop(event.at())
        : touch(event.at());
  }

  /** Time up to the last sign of life. */
  public Duration heard() {
    return until(last);
  }

  /** Time up to now, for what is known to go on. */
  public Duration until(Instant now) {
    return since.map(start -> closed.plus(Duration.between(start, now))).orElse(closed);
  }

  private Stopwatch stop() {
    return new Stopwatch(heard(), Optional.empty(), last);
  }
}
