package io.attune.space;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A space whose parameters take fewer values than before: conditions ask only for what is left, and
 * parameters that can never apply any more are gone.
 */
final class Pruning {
  private final Map<String, Parameter> kept = new LinkedHashMap<>();

  private Pruning() {}

  /** The space with every parameter replaced by another of the same name. */
  static SearchSpace of(SearchSpace space, UnaryOperator<Parameter> replace) {
    Pruning pruning = new Pruning();
    for (Parameter parameter : space.parentsFirst()) {
      pruning
          .left(parameter.condition())
          .ifPresent(condition -> pruning.keep(replace.apply(parameter).when(condition)));
    }
    List<Parameter> ordered = new ArrayList<>();
    for (Parameter parameter : space.parameters()) {
      @Nullable Parameter left = pruning.kept.get(parameter.name());
      if (left != null) {
        ordered.add(left);
      }
    }
    return new SearchSpace(ordered);
  }

  /** The space where some parameters have one value only, wherever they apply. */
  static SearchSpace held(SearchSpace space, Map<String, Object> values) {
    return values.isEmpty() ? space : of(space, parameter -> held(parameter, values));
  }

  private static Parameter held(Parameter parameter, Map<String, Object> values) {
    @Nullable Object value = values.get(parameter.name());
    return value == null ? parameter : CategoricalParameter.constant(parameter.name(), value);
  }

  private void keep(Parameter parameter) {
    kept.put(parameter.name(), parameter);
  }

  /** What is left of a condition; empty if it never holds. */
  private Optional<Condition> left(Condition condition) {
    Map<String, List<Object>> parents = new LinkedHashMap<>();
    for (Map.Entry<String, List<Object>> parent : condition.parents().entrySet()) {
      List<Object> values = left(kept.get(parent.getKey()), parent.getValue());
      if (values.isEmpty()) {
        return Optional.empty();
      }
      parents.put(parent.getKey(), values);
    }
    return Optional.of(new Condition(parents));
  }

  private static List<Object> left(@Nullable Parameter parent, List<Object> wanted) {
    return parent == null
        ? List.of()
        : wanted.stream()
            .map(value -> Spelling.of(parent, value).orElse(null))
            .filter(Objects::nonNull)
            .map(Object.class::cast)
            .toList();
  }
}
