package io.attune.bench;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** Lists of seeds such as {@code 0-4,7}. */
final class Seeds {
  private static final Pattern RANGE = Pattern.compile("(\\d{1,9})(?:-(\\d{1,9}))?");

  private Seeds() {}

  static List<Long> parse(String text) {
    return Stream.of(text.split(",", -1)).flatMap(part -> range(part.strip())).toList();
  }

  private static Stream<Long> range(String part) {
    Matcher matcher = RANGE.matcher(part);
    if (!matcher.matches()) {
      throw BenchException.wrongInput(
          "\"%s\" is no seed and no range of seeds. Maybe write 0-4.".formatted(part));
    }
    long first = Long.parseLong(matcher.group(1));
    long last = matcher.group(2) == null ? first : Long.parseLong(matcher.group(2));
    return LongStream.rangeClosed(first, last).boxed();
  }
}
