package io.attune.app;

import io.attune.trial.Attachment;
import io.attune.trial.Attachments;
import io.attune.trial.SystemMetric;
import io.attune.trial.Trial;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What a trial recorded beside metrics, and how the machine fared, in lines. */
final class RecordLines {
  private RecordLines() {}

  static List<String> of(Trial trial) {
    List<String> lines = new ArrayList<>();
    Map<String, List<Attachment>> byName = new LinkedHashMap<>();
    for (Attachments.Item item : trial.dossier().attachments().latest()) {
      byName
          .computeIfAbsent(item.what().kind() + item.what().name(), name -> new ArrayList<>())
          .add(item.what());
    }
    byName.values().forEach(items -> lines.add(line(items)));
    trial
        .dossier()
        .readings()
        .forEach(
            (metric, readings) -> {
              if (SystemMetric.is(metric)) {
                lines.add(
                    "%s: last %s, at most %s"
                        .formatted(
                            metric,
                            Numbers.of(readings.curve().last()),
                            Numbers.of(readings.curve().max())));
              }
            });
    return lines;
  }

  private static String line(List<Attachment> items) {
    Attachment first = items.get(0);
    long bytes = items.stream().mapToLong(Attachment::bytes).sum();
    String steps = items.size() > 1 ? ", %d steps".formatted(items.size()) : "";
    return "%s: %s%s, %,d bytes"
        .formatted(first.name(), first.kind().name().toLowerCase(Locale.ROOT), steps, bytes);
  }
}
