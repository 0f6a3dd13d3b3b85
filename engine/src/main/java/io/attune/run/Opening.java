package io.attune.run;

import io.attune.space.CategoricalParameter;
import io.attune.trial.Label;
import io.attune.trial.Relabel;
import io.attune.trial.Trial;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A run that somebody else begins.
 *
 * @param sweep name of the recorded sweep it belongs to
 * @param run what its program calls it, different for every run
 * @param at when it began, on the clock of whoever runs it; empty for now
 * @param name for people; empty for a number
 */
public record Opening(
    String sweep,
    String run,
    Optional<Instant> at,
    Optional<String> name,
    Map<String, String> parameters,
    Map<String, String> tags) {
  private static final int LONGEST_SWEEP = 500;
  private static final int LONGEST_RUN = 100;

  /**
   * Copies the maps, keeping their order.
   *
   * @throws IllegalArgumentException if a name is none
   */
  public Opening {
    checkName("sweep", sweep, LONGEST_SWEEP);
    checkName("run", run, LONGEST_RUN);
    parameters.forEach(CategoricalParameter::constant);
    parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
    tags = Collections.unmodifiableMap(new LinkedHashMap<>(tags));
    if (run.equals(tags.get(Label.PARENT))) {
      throw new IllegalArgumentException(
          "parent: run %s cannot be its own parent. Name another run, or leave it out."
              .formatted(run));
    }
  }

  private static void checkName(String what, String name, int longest) {
    if (name.isBlank() || name.length() > longest) {
      throw new IllegalArgumentException(
          "%s must be a name of 1 to %d characters.".formatted(what, longest));
    }
  }

  /** Its trial, which is started unless there is one: another program may have been faster. */
  int begin(Draft draft) {
    return draft.history().trials().stream()
        .filter(trial -> run.equals(trial.dossier().label().tags().get(Label.RUN)))
        .map(Trial::number)
        .findFirst()
        .orElseGet(() -> start(draft));
  }

  private int start(Draft draft) {
    Map<String, String> all = new LinkedHashMap<>(tags);
    all.put(Label.RUN, run);
    String called = name.orElseGet(() -> "run " + (draft.history().trials().size() + 1));
    int trial =
        draft.start(
            at.orElse(draft.now()),
            new Relabel(Optional.of(called), all, List.of(), Optional.empty()));
    draft.parameters(trial, parameters);
    return trial;
  }
}
