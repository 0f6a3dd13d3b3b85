package io.attune.search;

import io.attune.space.Assignment;
import io.attune.space.Parameter;
import io.attune.space.SearchSpace;
import io.attune.trial.History;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.random.RandomGenerator;

/**
 * Every assignment of a finite space once; the last declared parameter varies fastest. Conditional
 * parameters multiply only the branches they are active in. Points that somebody else put in are
 * not tried again.
 */
final class GridSampler implements Sampler {
  private static final long LIMIT = 100_000;

  private final List<Assignment> grid = new ArrayList<>();
  private final SearchSpace space;

  GridSampler(SearchSpace space) {
    this.space = space;
    for (Parameter parameter : space.parameters()) {
      if (parameter.cardinality().isEmpty()) {
        throw new IllegalArgumentException(
            parameter.name()
                + ": grid search needs a finite list, but this range is continuous."
                + " Maybe give `values`, or `q` for a step.");
      }
    }
    checkSize(space.cardinality());
    expand(0, new HashMap<>());
  }

  @Override
  public Optional<Assignment> suggest(History history, RandomGenerator random) {
    Set<Assignment> tried = new HashSet<>();
    history.trials().forEach(trial -> tried.add(trial.assignment()));
    return grid.stream().filter(point -> !tried.contains(point)).findFirst();
  }

  private static void checkSize(OptionalLong size) {
    if (size.orElseThrow() > LIMIT) {
      throw new IllegalArgumentException(
          "the grid has %,d points; grid search takes at most %,d. Maybe use `method: bayes`."
              .formatted(size.getAsLong(), LIMIT));
    }
  }

  private void expand(int from, Map<String, Object> active) {
    if (from == space.parentsFirst().size()) {
      grid.add(space.ordered(active));
      return;
    }
    Parameter parameter = space.parentsFirst().get(from);
    if (!parameter.condition().holds(active)) {
      expand(from + 1, active);
      return;
    }
    for (Object value : parameter.values()) {
      active.put(parameter.name(), value);
      expand(from + 1, active);
    }
    active.remove(parameter.name());
  }
}
