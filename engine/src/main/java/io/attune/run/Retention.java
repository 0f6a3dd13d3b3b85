package io.attune.run;

import io.attune.trial.History;
import io.attune.trial.Outcome;
import io.attune.trial.Trial;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Of which finished trials checkpoints are kept. Those of trials that may go on are kept always.
 *
 * @param order which come first
 * @param most how many are kept
 */
public record Retention(Order order, int most) {
  private static final Pattern RULE = Pattern.compile("(best|last) (\\d{1,6})");

  /** Which trials are kept rather than others. */
  public enum Order {
    /** Those with the best score. */
    BEST,
    /** Those that ended last. */
    LAST
  }

  /**
   * Reads a rule.
   *
   * @param text such as {@code best 1} or {@code last 3}
   * @throws IllegalArgumentException if it is none
   */
  public static Retention of(String text) {
    Matcher matcher = RULE.matcher(text.strip().toLowerCase(Locale.ROOT));
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          "\"%s\" is no rule for checkpoints; write best 1 or last 3.".formatted(text));
    }
    Order order = Order.valueOf(matcher.group(1).toUpperCase(Locale.ROOT));
    return new Retention(order, Integer.parseInt(matcher.group(2)));
  }

  /** The trials whose checkpoints are beyond the rule, in the order of their numbers. */
  List<Trial> beyond(History history) {
    List<Trial> ended =
        history.trials().stream()
            .filter(trial -> trial.state().ended() && !mayGoOn(trial))
            .sorted(order == Order.BEST ? best(history) : latest())
            .toList();
    return ended.stream().skip(most).sorted(Comparator.comparingInt(Trial::number)).toList();
  }

  /** A resumed sweep starts it again where it was. */
  private static boolean mayGoOn(Trial trial) {
    return trial.state().equals(Interrupted.STATE);
  }

  private static Comparator<Trial> latest() {
    return Comparator.comparing((Trial trial) -> trial.ended().orElse(trial.started())).reversed();
  }

  private static Comparator<Trial> best(History history) {
    Comparator<Trial> hasOutcome =
        Comparator.comparing(trial -> history.outcome(trial).isEmpty() ? 1 : 0);
    return hasOutcome.thenComparing(
        (a, b) -> {
          java.util.Optional<Outcome> ofA = history.outcome(a);
          java.util.Optional<Outcome> ofB = history.outcome(b);
          return ofA.isEmpty() || ofB.isEmpty()
              ? 0
              : history.criteria().compare(ofA.get(), ofB.get());
        });
  }
}
