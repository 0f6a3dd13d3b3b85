package io.attune.exchange.intake;

import io.attune.space.Parameter;
import io.attune.space.SearchSpace;
import io.attune.sweep.Sweep;
import io.attune.sweep.SweepFile;
import io.attune.trial.Criteria;
import io.attune.trial.Relabel;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a source says of a sweep.
 *
 * @param id by which it is known again when it is imported again
 * @param space what is known of it; parameters that show in the trials need not be there
 * @param criteria what it is judged by, if the source says it
 * @param label tags, and whether it is still wanted
 */
public record SourceSweep(
    String id, String name, SearchSpace space, Optional<Criteria> criteria, Relabel label) {
  /** A sweep of which nothing but its name is known. */
  public static SourceSweep named(String id, String name, Relabel label) {
    return new SourceSweep(id, name, new SearchSpace(List.of()), Optional.empty(), label);
  }

  /** The recorded sweep that holds it, under a name that is free. */
  Sweep recorded(String freeName) {
    Sweep plain = Sweep.recording(freeName);
    return criteria
        .map(known -> plain.toBuilder().criteria(known).build())
        .orElse(plain)
        .over(space);
  }

  /**
   * The part of it that can be kept: sweeps are kept as sweep files, which have rules of their own.
   */
  SourceSweep held(ImportReport report) {
    List<Parameter> parameters = new ArrayList<>();
    for (Parameter parameter : space.parameters()) {
      if (survives(parameter)) {
        parameters.add(parameter);
      } else {
        report.change(
            "ranges of parameters whose names sweep files cannot have",
            "The range of the values that were tried stands for them.",
            parameter.name());
      }
    }
    return new SourceSweep(id, named(), new SearchSpace(parameters), criteria, label);
  }

  private String named() {
    return name.isBlank() ? "unnamed" : name;
  }

  private static boolean survives(Parameter parameter) {
    SearchSpace alone = new SearchSpace(List.of(parameter));
    try {
      return SweepFile.parseSpace(SweepFile.writeSpace(alone)).equals(alone);
    } catch (RuntimeException e) {
      return false;
    }
  }
}
