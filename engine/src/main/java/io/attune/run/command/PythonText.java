package io.attune.run.command;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Values as Python's {@code str} writes them, because that is how W&amp;B hands them over: programs
 * wait for {@code True} and {@code 1e-05}.
 */
final class PythonText {
  /** Python writes numbers with an exponent from here on, and below {@code SMALLEST}. */
  private static final BigDecimal LARGEST = BigDecimal.TEN.pow(16);

  private static final BigDecimal SMALLEST = new BigDecimal("1e-4");

  /** So many tell every double from all others. */
  private static final int MOST_DIGITS = 17;

  private PythonText() {}

  /** As {@code str(value)}. */
  static String of(Object value) {
    return value instanceof String text ? text : inside(value);
  }

  /** As {@code repr(value)}. */
  private static String inside(Object value) {
    if (value instanceof Boolean truth) {
      return truth ? "True" : "False";
    } else if (value instanceof Double number) {
      return number(number);
    } else if (value instanceof List<?> list) {
      return list.stream().map(PythonText::inside).collect(Collectors.joining(", ", "[", "]"));
    } else if (value instanceof Map<?, ?> map) {
      return map.entrySet().stream()
          .map(entry -> quoted(entry.getKey().toString()) + ": " + inside(entry.getValue()))
          .collect(Collectors.joining(", ", "{", "}"));
    }
    return value instanceof String text ? quoted(text) : value.toString();
  }

  private static String quoted(String text) {
    String escaped = text.replace("\\", "\\\\").replace("\n", "\\n").replace("\r", "\\r");
    return escaped.contains("'") && !escaped.contains("\"")
        ? '"' + escaped + '"'
        : "'" + escaped.replace("'", "\\'") + "'";
  }

  private static String number(double value) {
    if (!Double.isFinite(value)) {
      return Double.isNaN(value) ? "nan" : value > 0 ? "inf" : "-inf";
    }
    BigDecimal digits = shortest(value).stripTrailingZeros();
    BigDecimal size = digits.abs();
    if (size.signum() == 0) {
      return 1 / value < 0 ? "-0.0" : "0.0";
    }
    if (size.compareTo(LARGEST) >= 0 || size.compareTo(SMALLEST) < 0) {
      return scientific(digits);
    }
    return digits.scale() > 0 ? digits.toPlainString() : digits.toPlainString() + ".0";
  }

  /** The fewest digits that are read back as the same number; Java 17 sometimes prints more. */
  private static BigDecimal shortest(double value) {
    BigDecimal exact = new BigDecimal(value);
    return IntStream.range(1, MOST_DIGITS)
        .mapToObj(digits -> exact.round(new MathContext(digits)))
        .filter(rounded -> rounded.doubleValue() == value)
        .findFirst()
        .orElseGet(() -> exact.round(new MathContext(MOST_DIGITS)));
  }

  private static String scientific(BigDecimal digits) {
    int exponent = digits.precision() - digits.scale() - 1;
    String mantissa = digits.movePointLeft(exponent).stripTrailingZeros().toPlainString();
    return "%se%s%02d".formatted(mantissa, exponent < 0 ? "-" : "+", Math.abs(exponent));
  }
}
