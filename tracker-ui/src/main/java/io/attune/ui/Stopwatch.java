package io.attune.ui;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Time spent on something that may be interrupted and taken up again.
 *
 * @param closed total of the stretches that are over
 * @param since start of the stretch that is not
 * @param last when anything was last heard
 */
record Stopwatch(Duration closed, Optional<Instant> since, Instant last) {
  static Stopwatch stopped(Instant at) {
    return new Stopwatch(Duration.ZERO, Optional.empty(), at);
  }

  /** Begins a stretch; one that nobody ended counts up to the last sign of life. */
  Stopwatch start(Instant at) {
    return new Stopwatch(heard(), Optional.of(at), at);
  }

  Stopwatch touch(Instant at) {
    return new Stopwatch(closed, since, at);
  }

  Stopwatch stop(Instant at) {
    return touch(at).stop();
  }

  /** Time up to the last sign of life. */
  Duration heard() {
    return until(last);
  }

  /** Time up to now, for what is known to go on. */
  Duration until(Instant now) {
    return since.map(start -> closed.plus(Duration.between(start, now))).orElse(closed);
  }

  private Stopwatch stop() {
    return new Stopwatch(heard(), Optional.empty(), last);
  }
}
