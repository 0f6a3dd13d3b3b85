package io.attune.exchange.intake;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Things that happened again and again: how often, and the first few of each kind. */
final class Remarks {
  private static final int EXAMPLES = 3;

  private final Map<String, Remark> kinds = new LinkedHashMap<>();

  void add(String kind, String why, String example) {
    kinds.computeIfAbsent(kind, k -> new Remark(why)).add(example);
  }

  List<String> lines() {
    List<String> lines = new ArrayList<>();
    kinds.forEach((kind, remark) -> lines.add("  " + remark.line(kind)));
    return lines;
  }

  private static final class Remark {
    private final String why;
    private final List<String> examples = new ArrayList<>();
    private long count;

    Remark(String why) {
      this.why = why;
    }

    void add(String example) {
      count++;
      if (examples.size() < EXAMPLES && !examples.contains(example)) {
        examples.add(example);
      }
    }

    String line(String kind) {
      String more = count > examples.size() ? ", …" : "";
      return "%s: %,d (%s%s). %s".formatted(kind, count, String.join(", ", examples), more, why);
    }
  }
}
