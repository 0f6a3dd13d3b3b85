package io.attune.run;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What a check of {@link Scout} came to.
 *
 * @param check a few words, such as {@code loss at chance}
 * @param evidence what was measured, by name, in the order to show it
 * @param explanation what is probably wrong and how to mend it, or why the check was left out;
 *     empty if it passed
 */
public record Finding(
    String check, Verdict verdict, Map<String, Double> evidence, String explanation) {
  /** Copies the map, keeping its order. */
  public Finding {
    evidence = Collections.unmodifiableMap(new LinkedHashMap<>(evidence));
  }

  /** How sure it is that something is wrong. */
  public enum Verdict {
    /** All is well. */
    PASSED,
    /** It would say nothing here, and was not made. */
    LEFT_OUT,
    /** Training may work nevertheless. */
    DOUBTFUL,
    /** Training would be a waste of time. */
    FAILED
  }

  /** A check that found nothing wrong. */
  public static Finding passed(String check, Map<String, Double> evidence) {
    return new Finding(check, Verdict.PASSED, evidence, "");
  }

  /** A check that was not made, and why. */
  public static Finding leftOut(String check, String why) {
    return new Finding(check, Verdict.LEFT_OUT, Map.of(), why);
  }

  /** A check that found what may be wrong. */
  public static Finding doubtful(String check, Map<String, Double> evidence, String explanation) {
    return new Finding(check, Verdict.DOUBTFUL, evidence, explanation);
  }

  /** A check that found what is wrong. */
  public static Finding failed(String check, Map<String, Double> evidence, String explanation) {
    return new Finding(check, Verdict.FAILED, evidence, explanation);
  }

  /** Whether training would be a waste of time. */
  public boolean isFailure() {
    return verdict == Verdict.FAILED;
  }

  /** All of it in a line, for people. */
  public String text() {
    return "pre-flight: %s %s%s%s"
        .formatted(
            check,
            verdict.name().toLowerCase(Locale.ROOT).replace('_', ' '),
            evidence.isEmpty() ? "" : " (" + numbers() + ")",
            explanation.isEmpty() ? "" : ": " + explanation);
  }

  private String numbers() {
    return evidence.entrySet().stream()
        .map(entry -> entry.getKey() + " " + brief(entry.getValue()))
        .collect(Collectors.joining(", "));
  }

  private static String brief(double number) {
    boolean whole = number == Math.rint(number) && Math.abs(number) < 1e9;
    return String.format(Locale.ROOT, whole ? "%.0f" : "%.4g", number);
  }
}
