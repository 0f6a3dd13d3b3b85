package io.attune.ui.search;

import java.util.List;
import java.util.Set;

/** Which runs are wanted. What is not known of a run meets no condition on it. Immutable. */
public sealed interface Filter {
  /** Whether a run is wanted. */
  boolean accepts(Subject subject);

  /**
   * Reads a filter.
   *
   * @param text such as {@code metrics.loss < 0.5 AND params.opt = 'adam'}; blank for all
   * @param numbers attributes that are numbers
   * @param texts attributes that are texts
   * @throws SearchException if it makes no sense
   */
  static Filter parse(String text, Set<String> numbers, Set<String> texts) {
    return text.isBlank() ? new All(List.of()) : new FilterParser(text, numbers, texts).parse();
  }

  /** All of these; true of none. */
  record All(List<Filter> parts) implements Filter {
    @Override
    public boolean accepts(Subject subject) {
      return parts.stream().allMatch(part -> part.accepts(subject));
    }
  }

  /** At least one of these. */
  record Any(List<Filter> parts) implements Filter {
    @Override
    public boolean accepts(Subject subject) {
      return parts.stream().anyMatch(part -> part.accepts(subject));
    }
  }

  /** A number compared with another. */
  record Measured(Field field, Operator operator, double value) implements Filter {
    @Override
    public boolean accepts(Subject subject) {
      return subject
          .value(field)
          .filter(known -> operator.holds(((Number) known).doubleValue(), value))
          .isPresent();
    }
  }

  /** A text compared with another. */
  record Worded(Field field, Operator operator, String value) implements Filter {
    @Override
    public boolean accepts(Subject subject) {
      return subject
          .value(field)
          .filter(known -> operator.holds(known.toString(), value))
          .isPresent();
    }
  }

  /**
   * A text that is one of a list.
   *
   * @param wanted false where it must be none of them
   */
  record Listed(Field field, Set<String> values, boolean wanted) implements Filter {
    @Override
    public boolean accepts(Subject subject) {
      return subject
          .value(field)
          .filter(known -> values.contains(known.toString()) == wanted)
          .isPresent();
    }
  }
}
