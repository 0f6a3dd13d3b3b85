package io.attune.sweep;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Lengths of time as people write them: {@code 90s}, {@code 1h30m}, or a number of seconds. */
final class Durations {
  private static final int LONGEST = 64;
  private static final Pattern PART =
      Pattern.compile("\\G([0-9]++(?:\\.[0-9]++)?+)\\s*+(d|h|m|s)\\s*+");
  private static final BigDecimal LARGEST = BigDecimal.valueOf(Long.MAX_VALUE);

  private Durations() {}

  /** A positive length of time, to the nanosecond. */
  static Duration read(Node node) {
    if (!(node instanceof Node.Scalar scalar)
        || scalar.value().isEmpty()
        || scalar.value().get() instanceof Boolean) {
      throw Expect.wrong(node, "a time", "Maybe write 20m or 1h30m.");
    }
    Duration time = scalar.value().get() instanceof String text ? parse(node, text) : seconds(node);
    if (time.isZero() || time.isNegative()) {
      throw Complaint.at(node, "%s is no time at all. Maybe 20m.", Texts.brief(scalar.text()));
    }
    return time;
  }

  /** Seconds, to be read back as the same length of time. */
  static String write(Duration time) {
    return BigDecimal.valueOf(time.getSeconds())
            .add(BigDecimal.valueOf(time.getNano(), 9))
            .stripTrailingZeros()
            .toPlainString()
        + "s";
  }

  private static Duration seconds(Node node) {
    return exact(node, BigDecimal.valueOf(Expect.number(node)));
  }

  private static Duration parse(Node node, String text) {
    if (text.length() > LONGEST) {
      throw unreadable(node, text);
    }
    Matcher part = PART.matcher(text.strip());
    BigDecimal seconds = BigDecimal.ZERO;
    int end = 0;
    while (part.find()) {
      seconds = seconds.add(new BigDecimal(part.group(1)).multiply(unit(part.group(2))));
      end = part.end();
    }
    if (end == 0 || end < text.strip().length()) {
      throw unreadable(node, text);
    }
    return exact(node, seconds);
  }

  private static Duration exact(Node node, BigDecimal seconds) {
    if (seconds.compareTo(LARGEST) > 0) {
      throw Complaint.at(node, "this is too long a time. Maybe leave the limit out.");
    }
    BigDecimal nanos = seconds.movePointRight(9).setScale(0, RoundingMode.HALF_UP);
    BigDecimal[] parts = nanos.divideAndRemainder(BigDecimal.valueOf(1_000_000_000));
    return Duration.ofSeconds(parts[0].longValueExact(), parts[1].longValueExact());
  }

  private static BigDecimal unit(String letter) {
    switch (letter) {
      case "d":
        return BigDecimal.valueOf(86_400);
      case "h":
        return BigDecimal.valueOf(3_600);
      case "m":
        return BigDecimal.valueOf(60);
      default:
        return BigDecimal.ONE;
    }
  }

  private static Complaint unreadable(Node node, String text) {
    return Complaint.at(
        node,
        "\"%s\" is no time. Maybe write 90s, 20m, 1h30m, 2d or a number of seconds.",
        Texts.brief(text));
  }
}
