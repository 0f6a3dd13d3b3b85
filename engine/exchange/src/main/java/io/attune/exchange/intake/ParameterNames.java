package io.attune.exchange.intake;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Names for parameters of one sweep whose own names cannot be kept: what is not a letter, a digit
 * or one of {@code _ . - : /} becomes {@code _}. Different names stay different.
 */
public final class ParameterNames {
  private static final Pattern OTHERS = Pattern.compile("[^\\p{L}\\p{N}_./: -]");
  private static final Pattern FIRST = Pattern.compile("[\\p{L}\\p{N}_.:-].*", Pattern.DOTALL);

  private final ImportReport report;
  private final Map<String, String> names = new HashMap<>();
  private final Set<String> taken = new HashSet<>();

  /** Names that a report tells of. */
  public ParameterNames(ImportReport report) {
    this.report = report;
  }

  /** What a parameter is called here, always the same. */
  public String of(String name) {
    return names.computeIfAbsent(name, this::choose);
  }

  private String choose(String name) {
    String clean = OTHERS.matcher(name).replaceAll("_");
    clean = FIRST.matcher(clean).matches() ? clean : "_" + clean;
    String free = clean;
    for (int i = 2; !taken.add(free); i++) {
      free = clean + "_" + i;
    }
    if (!free.equals(name)) {
      report.change(
          "names of parameters",
          "Names here are made of letters, digits, and _ . - : with / and spaces inside.",
          name + " is " + free);
    }
    return free;
  }
}
