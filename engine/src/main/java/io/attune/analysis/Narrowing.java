package io.attune.analysis;

import io.attune.space.CategoricalParameter;
import io.attune.space.Domain;
import io.attune.space.Parameter;
import io.attune.space.SpaceEdit;
import io.attune.trial.Trial;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Draws a search in around some of its trials. A number keeps to the range from the smallest to the
 * largest value that the trials have, and a tenth of the range it had on either side, measured on
 * its own scale, though at least one step where it moves in steps; nowhere does it leave the range
 * it had. Of choices those remain that the trials have, and of choices that are numbers in order
 * also those between them and the next one at either end. A parameter that none of the trials has,
 * that is fixed, or that is spread without bounds, stays as it is; one that applied only with a
 * choice that is gone leaves the space.
 */
public final class Narrowing {
  private Narrowing() {}

  /**
   * The edits that draw a domain in, to be made one after the other.
   *
   * @param trials points of the domain's space
   * @param except parameters to leave alone
   */
  public static List<SpaceEdit> around(Domain domain, List<Trial> trials, Set<String> except) {
    List<SpaceEdit> edits = new ArrayList<>();
    Domain now = domain;
    for (Parameter parameter : domain.space().parentsFirst()) {
      String name = parameter.name();
      boolean open = !domain.fixed().containsKey(name) && !except.contains(name);
      Set<Object> values = open ? values(name, trials) : Set.of();
      // What went before may have taken a parameter out of the space.
      Optional<Parameter> left = now.space().parameter(name).filter(p -> !values.isEmpty());
      for (SpaceEdit edit : left.map(p -> edits(p, values)).orElse(List.of())) {
        now = now.edit(edit);
        edits.add(edit);
      }
    }
    return edits;
  }

  private static Set<Object> values(String name, List<Trial> trials) {
    Set<Object> values = new LinkedHashSet<>();
    trials.stream()
        .map(trial -> trial.assignment().values().get(name))
        .filter(Objects::nonNull)
        .forEach(values::add);
    return values;
  }

  private static List<SpaceEdit> edits(Parameter parameter, Set<Object> values) {
    if (parameter instanceof CategoricalParameter categorical) {
      Set<Object> kept = Neighbours.of(categorical.choices(), values);
      return categorical.choices().stream()
          .filter(choice -> !kept.contains(choice))
          .<SpaceEdit>map(choice -> new SpaceEdit.Remove(parameter.name(), choice))
          .toList();
    }
    return Hull.of(parameter, values).stream().<SpaceEdit>map(edit -> edit).toList();
  }
}
