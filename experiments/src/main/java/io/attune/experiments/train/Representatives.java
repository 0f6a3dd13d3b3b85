package io.attune.experiments.train;

import io.attune.space.Assignment;
import io.attune.space.CategoricalParameter;
import io.attune.space.Parameter;
import io.attune.space.SearchSpace;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A few assignments that stand for a space: the middle of every range, and in turn each choice that
 * makes another network of it.
 */
final class Representatives {
  private static final Set<String> SHAPING =
      Set.of(
          "data",
          "preprocessing",
          "activation",
          "initialization",
          "loss",
          "batch_norm",
          "pooling",
          "layers");

  private static final int MOST = 6;

  private final SearchSpace space;

  Representatives(SearchSpace space) {
    this.space = space;
  }

  /** The first of them. */
  Assignment typical() {
    return at(0);
  }

  /** All of them; each choice that shapes the network is in one, but for those beyond the sixth. */
  List<Assignment> all() {
    int count =
        space.parameters().stream()
            .filter(Representatives::shapes)
            .mapToInt(parameter -> choices(parameter))
            .max()
            .orElse(1);
    List<Assignment> all = new ArrayList<>();
    for (int i = 0; i < Math.min(count, MOST); i++) {
      all.add(at(i));
    }
    return all.stream().distinct().toList();
  }

  /** What tells one of them from the others, for people. */
  String label(Assignment assignment) {
    return space.parameters().stream()
        .filter(parameter -> shapes(parameter) && choices(parameter) > 1)
        .map(Parameter::name)
        .filter(assignment::has)
        .map(name -> name + " " + assignment.values().get(name))
        .collect(Collectors.joining(" and "));
  }

  private Assignment at(int index) {
    double[] unit = new double[space.dimensions()];
    for (int i = 0; i < unit.length; i++) {
      Parameter parameter = space.parameters().get(i);
      unit[i] = shapes(parameter) ? coordinate((CategoricalParameter) parameter, index) : 0.5;
    }
    return space.decode(unit);
  }

  private static double coordinate(CategoricalParameter parameter, int index) {
    return parameter.encode(parameter.choices().get(index % parameter.choices().size()));
  }

  private static boolean shapes(Parameter parameter) {
    return parameter instanceof CategoricalParameter && SHAPING.contains(parameter.name());
  }

  private static int choices(Parameter parameter) {
    return ((CategoricalParameter) parameter).choices().size();
  }
}
