package io.attune.space;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Counts the assignments of a finite space. Once the parents that tie parameters together are
 * settled, what is left falls into groups that do not know of each other, and their counts
 * multiply; so time grows with how entangled the conditions are, not with their number.
 */
final class AssignmentCount {
  /** Branches to look at before giving up; each stands for an assignment of its own. */
  private static final int MOST_BRANCHES = 100_000;

  private final List<Parameter> parentsFirst;
  private final Map<String, Object> active = new HashMap<>();
  private int branches;

  AssignmentCount(List<Parameter> parentsFirst) {
    this.parentsFirst = parentsFirst;
  }

  /** The number, or {@link Long#MAX_VALUE} if it is larger or too many to count. */
  long count() {
    long count = count(parentsFirst);
    return branches > MOST_BRANCHES ? Long.MAX_VALUE : count;
  }

  /**
   * @param open what is not settled. Parents that are neither open nor {@link #active} are off, or
   *     have a value that no condition asks for
   */
  private long count(List<Parameter> open) {
    long product = 1;
    for (List<Parameter> group : groups(possible(open))) {
      product = times(product, countGroup(group));
    }
    return product;
  }

  private long countGroup(List<Parameter> group) {
    Parameter first = group.get(0);
    List<Parameter> rest = group.subList(1, group.size());
    long values = first.cardinality().orElseThrow();
    if (rest.isEmpty() || branches > MOST_BRANCHES) {
      return values;
    }
    List<Object> asked = asked(first, rest);
    branches += asked.size();
    long others = values - asked.size();
    long sum = others == 0 ? 0 : times(others, count(rest));
    for (Object value : asked) {
      active.put(first.name(), value);
      sum = Math.min(Long.MAX_VALUE - sum, count(rest)) + sum;
      active.remove(first.name());
    }
    return sum;
  }

  /** The parameters that may still become active; dropping one may drop its children. */
  private List<Parameter> possible(List<Parameter> open) {
    Set<String> names = new HashSet<>();
    List<Parameter> possible = new ArrayList<>();
    for (Parameter parameter : open) {
      if (possible(parameter.condition(), names)) {
        names.add(parameter.name());
        possible.add(parameter);
      }
    }
    return possible;
  }

  private boolean possible(Condition condition, Set<String> open) {
    for (Map.Entry<String, List<Object>> parent : condition.parents().entrySet()) {
      String name = parent.getKey();
      if (!open.contains(name) && !Condition.met(parent.getValue(), active.get(name))) {
        return false;
      }
    }
    return true;
  }

  /** Splits parameters into groups that no condition ties together, keeping their order. */
  private static List<List<Parameter>> groups(List<Parameter> parameters) {
    List<List<Parameter>> groups = new ArrayList<>();
    for (Parameter parameter : parameters) {
      List<Parameter> joined = new ArrayList<>();
      for (List<Parameter> group : List.copyOf(groups)) {
        if (group.stream().anyMatch(other -> dependsOn(parameter, other))) {
          joined.addAll(group);
          groups.remove(group);
        }
      }
      joined.add(parameter);
      groups.add(joined);
    }
    return groups;
  }

  private static boolean dependsOn(Parameter child, Parameter parent) {
    return child.condition().parents().containsKey(parent.name());
  }

  /** The values that some condition asks for; to all others of a long range children are alike. */
  private static List<Object> asked(Parameter parent, List<Parameter> children) {
    return children.stream()
        .flatMap(p -> p.condition().parents().getOrDefault(parent.name(), List.of()).stream())
        .map(value -> parent instanceof IntParameter ? (Object) whole(value) : value)
        .distinct()
        .toList();
  }

  private static long whole(Object value) {
    return ((Number) value).longValue();
  }

  private static long times(long a, long b) {
    return Math.multiplyHigh(a, b) == 0 && a * b >= 0 ? a * b : Long.MAX_VALUE;
  }
}
