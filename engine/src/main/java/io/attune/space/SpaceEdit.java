package io.attune.space;

import java.util.LinkedHashMap;
import java.util.Map;

/** One change of where a running sweep searches. A value. */
public sealed interface SpaceEdit {
  /** Name of the parameter it changes. */
  String parameter();

  /**
   * A domain after this change.
   *
   * @throws IllegalArgumentException if the change makes no sense there: the parameter is unknown
   *     or of another kind, the new range does not contain the old one or lie inside it, the choice
   *     is known or unknown, the value is never taken
   */
  Domain apply(Domain domain);

  /** What this would change in a domain, such as {@code lr: widened from 0.01..1 to 0.001..1}. */
  String describe(Domain domain);

  /** A number may be smaller, or larger, than it could. Both bounds are included. */
  record Widen(String parameter, double min, double max) implements SpaceEdit {
    @Override
    public Domain apply(Domain domain) {
      Parameter before = Edits.parameter(domain, parameter);
      Bounds old = Bounds.of(before);
      Bounds bounds = new Bounds(min, max);
      if (!bounds.contains(old) || bounds.equals(old)) {
        throw new IllegalArgumentException(
            "%s: %s does not widen %s; give a range that contains it."
                .formatted(parameter, bounds, old));
      }
      return Edits.replace(domain, bounds.move(before));
    }

    @Override
    public String describe(Domain domain) {
      return "%s: widened from %s to %s"
          .formatted(
              parameter, Bounds.of(Edits.parameter(domain, parameter)), new Bounds(min, max));
    }
  }

  /** A number keeps to a part of its range. Both bounds are included. */
  record Narrow(String parameter, double min, double max) implements SpaceEdit {
    @Override
    public Domain apply(Domain domain) {
      Parameter before = Edits.parameter(domain, parameter);
      Bounds old = Bounds.of(before);
      Bounds bounds = new Bounds(min, max);
      if (!old.contains(bounds) || bounds.equals(old)) {
        throw new IllegalArgumentException(
            "%s: %s does not narrow %s; give a range inside it.".formatted(parameter, bounds, old));
      }
      return Edits.replace(domain, bounds.move(before));
    }

    @Override
    public String describe(Domain domain) {
      return "%s: narrowed from %s to %s"
          .formatted(
              parameter, Bounds.of(Edits.parameter(domain, parameter)), new Bounds(min, max));
    }
  }

  /** One more choice. */
  record Add(String parameter, Object choice) implements SpaceEdit {
    /** Spells numbers as assignments do. */
    public Add {
      choice = Names.normal(choice);
    }

    @Override
    public Domain apply(Domain domain) {
      CategoricalParameter before = Choices.of(Edits.parameter(domain, parameter));
      return Edits.replace(domain, Choices.plus(before, choice));
    }

    @Override
    public String describe(Domain domain) {
      return "%s: may also be %s".formatted(parameter, choice);
    }
  }

  /** One choice less. Parameters that apply only with it are gone. */
  record Remove(String parameter, Object choice) implements SpaceEdit {
    /** Spells numbers as assignments do. */
    public Remove {
      choice = Names.normal(choice);
    }

    @Override
    public Domain apply(Domain domain) {
      CategoricalParameter before = Choices.of(Edits.parameter(domain, parameter));
      return Edits.replace(domain, Choices.minus(before, choice));
    }

    @Override
    public String describe(Domain domain) {
      return "%s: not %s any more".formatted(parameter, choice);
    }
  }

  /** A parameter has one value for now, wherever it applies. */
  record Fix(String parameter, Object value) implements SpaceEdit {
    /** Spells numbers as assignments do. */
    public Fix {
      value = Names.normal(value);
    }

    @Override
    public Domain apply(Domain domain) {
      Map<String, Object> fixed = new LinkedHashMap<>(domain.fixed());
      fixed.put(parameter, value);
      return new Domain(domain.space(), fixed);
    }

    @Override
    public String describe(Domain domain) {
      return "%s: fixed to %s".formatted(parameter, value);
    }
  }

  /** A parameter that was fixed varies again. */
  record Free(String parameter) implements SpaceEdit {
    @Override
    public Domain apply(Domain domain) {
      Map<String, Object> fixed = new LinkedHashMap<>(domain.fixed());
      if (fixed.remove(parameter) == null) {
        throw new IllegalArgumentException(
            "%s is not fixed; fixed are %s.".formatted(parameter, domain.fixed()));
      }
      return new Domain(domain.space(), fixed);
    }

    @Override
    public String describe(Domain domain) {
      return "%s: no longer fixed to %s".formatted(parameter, domain.fixed().get(parameter));
    }
  }
}
