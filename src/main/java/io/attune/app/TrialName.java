package io.attune.app;

import io.attune.trial.Trial;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A trial as people name it.
 *
 * @param trial its number; empty for the best
 */
record TrialName(long sweep, Optional<Integer> trial) {
  private static final Pattern FORM = Pattern.compile("(\\d{1,18})(?:/(\\d{1,9}|best))?");

  /** Reads {@code 3/12}, {@code 3/best} or {@code 3}. */
  static TrialName parse(String text) {
    Matcher matcher = FORM.matcher(text);
    if (!matcher.matches()) {
      throw new WrongInput(
          "%s names no trial. Write SWEEP/TRIAL, such as 3/12 or 3/best.".formatted(text));
    }
    return new TrialName(
        Long.parseLong(matcher.group(1)),
        Optional.ofNullable(matcher.group(2))
            .filter(number -> !number.equals("best"))
            .map(Integer::parseInt));
  }

  /** The trial of a sweep. */
  Trial find(SweepView view) {
    return trial
        .map(number -> numbered(view, number))
        .or(() -> view.history().best())
        .orElseThrow(() -> new WrongInput("sweep " + sweep + " has no trial with a score."));
  }

  private static Trial numbered(SweepView view, int number) {
    int trials = view.history().trials().size();
    if (number < 1 || number > trials) {
      throw new WrongInput(
          "sweep %s has no trial %d; it has %s."
              .formatted(view.record().id(), number, trials == 0 ? "none" : "1 to " + trials));
    }
    return view.history().trial(number);
  }
}
