package io.attune.trial;

import io.attune.space.Assignment;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What was said of a trial beside what its training reported. Immutable.
 *
 * @param label name, tags, and whether it is still wanted
 * @param parameters those that were recorded, exactly as they were written
 * @param readings of each recorded metric, those of the machine included, in short
 * @param attachments texts, tables, images, histograms and files
 * @param streams number of the last entry that arrived of each stream
 */
public record Dossier(
    Label label,
    Map<String, String> parameters,
    Map<String, Readings> readings,
    Attachments attachments,
    Map<String, Long> streams) {
  /** Nothing said. */
  public static final Dossier EMPTY =
      new Dossier(Label.NONE, Map.of(), Map.of(), Attachments.NONE, Map.of());

  private static final Pattern WHOLE = Pattern.compile("[+-]?\\d{1,18}");
  private static final Pattern NUMBER =
      Pattern.compile("[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d{1,3})?");
  private static final int LONGEST_NUMBER = 40;

  /** Copies the maps, keeping their order. */
  public Dossier {
    parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
    readings = Collections.unmodifiableMap(new LinkedHashMap<>(readings));
    streams = Map.copyOf(streams);
  }

  /** The group it is in. */
  public Optional<String> group() {
    return Optional.ofNullable(label.tags().get(Label.GROUP));
  }

  /** What it is a part of, as {@link Family} understands it. */
  public Optional<String> parent() {
    return Optional.ofNullable(label.tags().get(Label.PARENT));
  }

  Dossier plus(TrialEvent.Described event) {
    Map<String, String> all = new LinkedHashMap<>(parameters);
    event.parameters().forEach(all::putIfAbsent);
    return new Dossier(label.plus(event.change()), all, readings, attachments, streams);
  }

  Dossier plus(List<Tally> tallies) {
    Map<String, Readings> all = new LinkedHashMap<>(readings);
    for (Tally tally : tallies) {
      all.put(tally.metric(), all.getOrDefault(tally.metric(), Readings.EMPTY).plus(tally));
    }
    return new Dossier(label, parameters, all, attachments, streams);
  }

  Dossier plus(TrialEvent.Attached event, long sequence) {
    Attachments.Item item =
        new Attachments.Item(
            event.what(), event.at(), event.attempt(), sequence, event.text().isPresent());
    return new Dossier(label, parameters, readings, attachments.plus(item), streams);
  }

  /** What is left when attachments of some names are withdrawn. */
  Dossier without(List<String> names) {
    return new Dossier(label, parameters, readings, attachments.without(names), streams);
  }

  /** What is left when attempts go on from a step: what they recorded after it is void. */
  Dossier until(long step) {
    return new Dossier(label, parameters, readings, attachments.until(step), streams);
  }

  Dossier plus(TrialEvent.Received event) {
    Map<String, Long> all = new LinkedHashMap<>(streams);
    all.merge(event.stream(), event.last(), Math::max);
    return new Dossier(label, parameters, readings, attachments, all);
  }

  /** An assignment with the recorded parameters. */
  Assignment complete(Assignment assignment) {
    Map<String, Object> values = new LinkedHashMap<>(assignment.values());
    parameters.forEach((name, text) -> values.putIfAbsent(name, value(text)));
    return new Assignment(values);
  }

  /** Curves with those of the recorded metrics; how the machine fared is no learning curve. */
  Map<String, Curve> complete(Map<String, Curve> curves) {
    Map<String, Curve> all = new LinkedHashMap<>(curves);
    readings.forEach(
        (metric, recorded) -> {
          if (!SystemMetric.is(metric)) {
            all.put(metric, recorded.curve());
          }
        });
    return Collections.unmodifiableMap(all);
  }

  /** Others' programs write all values as texts; numbers among them are compared as numbers. */
  private static Object value(String text) {
    if (WHOLE.matcher(text).matches()) {
      return Long.valueOf(text);
    }
    if (text.length() <= LONGEST_NUMBER && NUMBER.matcher(text).matches()) {
      double number = Double.parseDouble(text);
      return Double.isFinite(number) ? (Object) number : text;
    }
    return text;
  }
}
