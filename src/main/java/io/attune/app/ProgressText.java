package io.attune.app;

import io.attune.run.Confirmation;
import io.attune.search.Forecast;
import io.attune.sweep.Sweep;
import io.attune.trial.History;
import io.attune.trial.Pace;
import io.attune.trial.TrialState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedMap;

/** The words of the live line. What does not fit is left out, the least important first. */
final class ProgressText {
  private static final String SEPARATOR = " · ";

  private ProgressText() {}

  /**
   * @param elapsed since this run of the sweep began
   * @param endedBefore trials that earlier runs had ended
   * @param paces how far trials are inside long epochs, by their numbers
   * @param width most columns
   */
  static String of(
      Sweep sweep,
      History history,
      Duration elapsed,
      int endedBefore,
      SortedMap<Integer, Pace> paces,
      int width) {
    int ended = ended(history);
    double perSecond = (ended - endedBefore) / Math.max(1e-3, elapsed.toMillis() / 1000.0);
    List<Part> parts = new ArrayList<>();
    parts.add(new Part(0, bar(sweep, history, elapsed) + " " + count(sweep, history) + " done"));
    parts.add(new Part(4, count(history, TrialState.Running.class) + " running"));
    if (!sweep.conduct().stages().isEmpty()) {
      history.steering().phase().ifPresent(now -> parts.add(new Part(2, "stage " + now.name())));
    }
    long failed = count(history, TrialState.Failed.class);
    if (failed > 0) {
      parts.add(new Part(2, failed + " failed"));
    }
    best(sweep, history).ifPresent(best -> parts.add(new Part(1, best)));
    if (perSecond > 0) {
      parts.add(new Part(5, String.format(Locale.ROOT, "%.1f trials/min", perSecond * 60)));
    }
    Forecast.of(history)
        .map(forecast -> "+" + Numbers.of(forecast.perTrial()) + " a trial expected")
        .ifPresent(expected -> parts.add(new Part(6, expected)));
    paces.forEach((trial, pace) -> parts.add(new Part(7, inside(trial, pace))));
    left(sweep, history, elapsed, perSecond)
        .ifPresent(left -> parts.add(new Part(3, Numbers.of(left) + " left")));
    return fit(parts, width);
  }

  /** Such as {@code #3 epoch 2/20 41 %, 1234 samples/s, 12 s left}. */
  private static String inside(int trial, Pace pace) {
    return String.format(
        Locale.ROOT,
        "#%d epoch %d/%d %.0f %%, %s samples/s, %s left",
        trial,
        pace.epoch(),
        pace.epochs(),
        100 * pace.share(),
        Numbers.of(pace.perSecond()),
        Numbers.of(pace.left()));
  }

  /** Trials that are over. */
  static int ended(History history) {
    return (int) history.trials().stream().filter(trial -> trial.state().ended()).count();
  }

  private static String bar(Sweep sweep, History history, Duration elapsed) {
    int ended = ended(history);
    OptionalInt trials = sweep.trials(history);
    Optional<Duration> time = sweep.budget().time();
    double byTrials = trials.isPresent() ? (double) ended / trials.getAsInt() : 0;
    double byTime = time.map(t -> (double) elapsed.toMillis() / t.toMillis()).orElse(0.0);
    int full = (int) Math.round(16 * Math.min(1, Math.max(byTrials, byTime)));
    return "█".repeat(full) + "░".repeat(16 - full);
  }

  private static String count(Sweep sweep, History history) {
    int ended = ended(history);
    OptionalInt trials = sweep.trials(history);
    return trials.isPresent() ? ended + "/" + trials.getAsInt() : Integer.toString(ended);
  }

  private static long count(History history, Class<? extends TrialState> state) {
    return history.trials().stream().filter(trial -> state.isInstance(trial.state())).count();
  }

  private static Optional<String> best(Sweep sweep, History history) {
    if (Confirmation.repeats(sweep, history)) {
      return Verdicts.leader(sweep, history).or(() -> best(history).map(b -> b + ", a single run"));
    }
    return best(history);
  }

  private static Optional<String> best(History history) {
    boolean front = history.criteria().several() && !history.front().trials().isEmpty();
    String number = history.best().map(best -> " (#%d)".formatted(best.number())).orElse("");
    return Verdicts.best(history).map(text -> front ? text : "best " + text + number);
  }

  /** The smaller of what the trials and the clock leave. */
  private static Optional<Duration> left(
      Sweep sweep, History history, Duration elapsed, double perSecond) {
    OptionalInt trials = sweep.trials(history);
    Optional<Duration> byTime = sweep.budget().time().map(limit -> limit.minus(elapsed));
    Optional<Duration> byTrials =
        trials.isPresent() && perSecond > 0
            ? Optional.of(
                Duration.ofSeconds(Math.round((trials.getAsInt() - ended(history)) / perSecond)))
            : Optional.empty();
    return byTime
        .filter(time -> byTrials.isEmpty() || time.compareTo(byTrials.get()) < 0)
        .or(() -> byTrials)
        .map(time -> time.isNegative() ? Duration.ZERO : time);
  }

  private static String fit(List<Part> parts, int width) {
    List<Part> kept = new ArrayList<>(parts);
    while (kept.size() > 1 && Plain.width(join(kept)) > width) {
      kept.stream().max(java.util.Comparator.comparingInt(Part::rank)).ifPresent(kept::remove);
    }
    return Plain.fit(join(kept), width);
  }

  private static String join(List<Part> parts) {
    return Plain.line(String.join(SEPARATOR, parts.stream().map(Part::text).toList()));
  }

  /**
   * @param rank 0 for what stays longest
   */
  private record Part(int rank, String text) {}
}
