package io.attune.search.gp;

import io.attune.space.Assignment;
import io.attune.space.Condition;
import io.attune.space.Parameter;
import io.attune.space.SearchSpace;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Between assignments and the model's coordinates. A <i>genotype</i> has one coordinate per
 * parameter that varies, active or not. The <i>features</i> that the kernel sees are the genotype
 * with inactive parameters at rest, and for each condition one 0/1 feature saying whether it holds,
 * unless it only asks for nominal parents, which are features already. Immutable.
 */
final class Encoding {
  private final SearchSpace space;
  private final List<Axis> axes = new ArrayList<>();
  private final Map<String, Integer> positions = new HashMap<>();
  private final List<Parameter> witnesses = new ArrayList<>();
  private final List<Parameter> parents;
  private final boolean unconditional;

  Encoding(SearchSpace space) {
    this.space = space;
    this.parents = space.parentsFirst().stream().filter(this::isParent).toList();
    this.unconditional = parents.isEmpty();
    for (Parameter parameter : space.parameters()) {
      if (Axis.varies(parameter)) {
        positions.put(parameter.name(), axes.size());
        axes.add(Axis.of(parameter));
      }
    }
    List<Condition> seen = new ArrayList<>();
    for (Parameter parameter : space.parameters()) {
      Condition condition = parameter.condition();
      if (!seen.contains(condition) && !visible(condition)) {
        seen.add(condition);
        witnesses.add(parameter);
      }
    }
  }

  private boolean isParent(Parameter parameter) {
    return space.parameters().stream()
        .anyMatch(child -> child.condition().parents().containsKey(parameter.name()));
  }

  /** Whether the features of the parents already tell if a condition holds. */
  private boolean visible(Condition condition) {
    return condition.parents().keySet().stream()
        .allMatch(parent -> axis(parent).map(Axis::nominal).orElse(true));
  }

  /** The axis of a parameter; empty for a constant. */
  private Optional<Axis> axis(String name) {
    return Optional.ofNullable(positions.get(name)).map(axes::get);
  }

  /** Whether an assignment is a point of the space, as {@link #features} expects. */
  boolean holds(Assignment assignment) {
    return space.problem(assignment).isEmpty();
  }

  /** Parameters that vary, in declaration order. */
  List<Axis> axes() {
    return axes;
  }

  /** Number of features. */
  int features() {
    return axes.size() + witnesses.size();
  }

  /** What the features are. */
  Features kinds() {
    boolean[] nominal = new boolean[features()];
    for (int i = 0; i < axes.size(); i++) {
      nominal[i] = axes.get(i).nominal();
    }
    int[] bendable = IntStream.range(0, axes.size()).filter(i -> axes.get(i).bendable()).toArray();
    return new Features(nominal, bendable);
  }

  /** Coordinates in the unit cube, one number per axis; 0.5 for inactive parameters. */
  double[] unit(Assignment assignment) {
    double[] unit = new double[axes.size()];
    for (int i = 0; i < unit.length; i++) {
      Parameter parameter = axes.get(i).parameter();
      Object value = assignment.values().get(parameter.name());
      unit[i] = value == null ? 0.5 : parameter.encode(value);
    }
    return unit;
  }

  /** The genotype at a point of the unit cube with one number per axis. */
  double[] draw(double[] unit) {
    double[] genotype = new double[axes.size()];
    for (int i = 0; i < genotype.length; i++) {
      genotype[i] = axes.get(i).draw(unit[i]);
    }
    return genotype;
  }

  /** A genotype of an assignment, with inactive parameters in the middle of their ranges. */
  double[] genotype(Assignment assignment) {
    double[] genotype = new double[axes.size()];
    for (int i = 0; i < genotype.length; i++) {
      Axis axis = axes.get(i);
      Object value = assignment.values().get(axis.parameter().name());
      genotype[i] = value == null ? axis.draw(0.5) : axis.coordinate(value);
    }
    return genotype;
  }

  /** The features of an assignment. */
  double[] features(Assignment assignment) {
    double[] features = new double[features()];
    for (int i = 0; i < axes.size(); i++) {
      Axis axis = axes.get(i);
      Object value = assignment.values().get(axis.parameter().name());
      features[i] = value == null ? axis.inactive() : axis.coordinate(value);
    }
    for (int i = 0; i < witnesses.size(); i++) {
      features[axes.size() + i] = assignment.has(witnesses.get(i).name()) ? 1 : 0;
    }
    return features;
  }

  /** The features of a genotype; what {@link #assignment} of it has, without making it. */
  double[] features(double[] genotype) {
    double[] features = java.util.Arrays.copyOf(genotype, features());
    if (unconditional) {
      return features;
    }
    Map<String, Object> active = active(genotype);
    for (int i = 0; i < axes.size(); i++) {
      if (!axes.get(i).parameter().condition().holds(active)) {
        features[i] = axes.get(i).inactive();
      }
    }
    for (int i = 0; i < witnesses.size(); i++) {
      features[axes.size() + i] = witnesses.get(i).condition().holds(active) ? 1 : 0;
    }
    return features;
  }

  /** Which axes belong to active parameters. */
  boolean[] activeAxes(double[] genotype) {
    Map<String, Object> active = active(genotype);
    boolean[] which = new boolean[axes.size()];
    for (int i = 0; i < which.length; i++) {
      which[i] = axes.get(i).parameter().condition().holds(active);
    }
    return which;
  }

  /** Values of the active parameters that conditions ask for. */
  private Map<String, Object> active(double[] genotype) {
    Map<String, Object> active = new HashMap<>();
    for (Parameter parent : parents) {
      if (parent.condition().holds(active)) {
        active.put(parent.name(), value(parent, genotype));
      }
    }
    return active;
  }

  /** The assignment of a genotype. */
  Assignment assignment(double[] genotype) {
    Map<String, Object> active = new HashMap<>();
    for (Parameter parameter : space.parentsFirst()) {
      if (parameter.condition().holds(active)) {
        active.put(parameter.name(), value(parameter, genotype));
      }
    }
    return space.ordered(active);
  }

  private Object value(Parameter parameter, double[] genotype) {
    Integer position = positions.get(parameter.name());
    return position == null ? parameter.decode(0.5) : axes.get(position).value(genotype[position]);
  }
}
