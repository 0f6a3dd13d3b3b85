package io.attune.sweep;

import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What an unquoted word of YAML means: the core schema of YAML 1.2 (section 10.3.2). So {@code
 * 1e-4} is a number, while {@code on}, {@code 1:30} and dates are text. Only in grouped digits it
 * follows YAML 1.1, as Python and with it W&amp;B do: {@code 1_000} is a thousand.
 */
final class PlainScalar {
  private static final Set<String> NULLS = Set.of("", "~", "null", "Null", "NULL");
  private static final Set<String> TRUTHS = Set.of("true", "True", "TRUE");
  private static final Set<String> LIES = Set.of("false", "False", "FALSE");
  private static final Pattern WHOLE = Pattern.compile("[-+]?+[0-9]++");
  private static final Pattern OCTAL = Pattern.compile("0o[0-7]++");
  private static final Pattern HEX = Pattern.compile("0x[0-9a-fA-F]++");
  private static final Pattern REAL =
      Pattern.compile("[-+]?+(?:\\.[0-9]++|[0-9]++(?:\\.[0-9]*+)?+)(?:[eE][-+]?+[0-9]++)?+");
  private static final Pattern GROUPED =
      Pattern.compile("[-+]?+[1-9][0-9]*+(?:_[0-9]++)++(?:\\.[0-9]*+)?+(?:[eE][-+]?+[0-9]++)?+");
  private static final Pattern INFINITE = Pattern.compile("[-+]?+\\.(?:inf|Inf|INF)");
  private static final Set<String> NANS = Set.of(".nan", ".NaN", ".NAN");

  private PlainScalar() {}

  /**
   * A Long, Double, Boolean or String; empty for null.
   *
   * @throws NumberFormatException if it is a number too large to hold; the message says so
   */
  static Optional<Object> meaning(String text) {
    if (NULLS.contains(text)) {
      return Optional.empty();
    }
    if (TRUTHS.contains(text) || LIES.contains(text)) {
      return Optional.of(TRUTHS.contains(text));
    }
    if (NANS.contains(text)) {
      return Optional.of(Double.NaN);
    }
    if (INFINITE.matcher(text).matches()) {
      return Optional.of(
          text.startsWith("-") ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY);
    }
    return Optional.of(numberOrText(text));
  }

  private static Object numberOrText(String text) {
    if (GROUPED.matcher(text).matches()) {
      return numberOrText(text.replace("_", ""));
    }
    if (WHOLE.matcher(text).matches()) {
      return whole(text, text, 10);
    }
    if (OCTAL.matcher(text).matches()) {
      return whole(text, text.substring(2), 8);
    }
    if (HEX.matcher(text).matches()) {
      return whole(text, text.substring(2), 16);
    }
    return REAL.matcher(text).matches() ? real(text) : text;
  }

  /** A whole number, refused where a long cannot hold it. */
  static Long whole(String shown, String digits, int radix) {
    try {
      return Long.parseLong(digits, radix);
    } catch (NumberFormatException e) {
      throw new NumberFormatException(
          Texts.brief(shown)
              + " is too large for a whole number, which ends at 9223372036854775807."
              + " Maybe write it with an exponent, such as 1e20, if it need not be whole.");
    }
  }

  /** A number with fraction or exponent, refused where a double cannot hold it. */
  static Double real(String text) {
    double value = Double.parseDouble(text);
    if (Double.isInfinite(value)) {
      throw new NumberFormatException(
          Texts.brief(text)
              + " is too large for a number, which ends at 1.8e308. Maybe check its exponent.");
    }
    return value;
  }
}
