package io.attune.exchange.intake;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What an import read, what of it is new here, and what was changed or left behind, and why. */
public final class ImportReport {
  private final Mode mode;
  private final Map<Counted, Long> read = new EnumMap<>(Counted.class);
  private final Map<Counted, Long> added = new EnumMap<>(Counted.class);
  private final List<String> sweeps = new ArrayList<>();
  private final Remarks changed = new Remarks();
  private final Remarks omitted = new Remarks();

  /** Of an import that writes, or only looks. */
  public ImportReport(Mode mode) {
    this.mode = mode;
  }

  /** Something was read. */
  public void read(Counted what) {
    read.merge(what, 1L, Long::sum);
  }

  void added(Counted what) {
    added.merge(what, 1L, Long::sum);
  }

  void sweep(String line) {
    sweeps.add(line);
  }

  /**
   * Something is carried in another form.
   *
   * @param kind in the plural
   * @param why a sentence
   */
  public void change(String kind, String why, String example) {
    changed.add(kind, why, Texts.brief(example));
  }

  /**
   * Something is not carried.
   *
   * @param kind in the plural
   * @param why a sentence
   */
  public void omit(String kind, String why, String example) {
    omitted.add(kind, why, Texts.brief(example));
  }

  /** How many were read. */
  public long count(Counted what) {
    return read.getOrDefault(what, 0L);
  }

  /** How many of those were not here before. */
  public long countNew(Counted what) {
    return added.getOrDefault(what, 0L);
  }

  /** For people. */
  public List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add("Read " + sum(read) + ".");
    lines.add(added.isEmpty() ? "Nothing new: all of it is here." : mode.verb() + sum(added) + ".");
    sweeps.forEach(line -> lines.add("  " + line));
    lines.addAll(section("Changed on the way:", changed));
    lines.addAll(section("Not carried:", omitted));
    return lines;
  }

  private static List<String> section(String title, Remarks remarks) {
    List<String> lines = new ArrayList<>(remarks.lines());
    if (!lines.isEmpty()) {
      lines.add(0, title);
    }
    return lines;
  }

  private static String sum(Map<Counted, Long> counts) {
    return counts.isEmpty()
        ? "nothing"
        : counts.entrySet().stream()
            .map(entry -> entry.getKey().of(entry.getValue()))
            .collect(Collectors.joining(", "));
  }
}
