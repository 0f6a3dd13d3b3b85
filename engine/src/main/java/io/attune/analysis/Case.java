package io.attune.analysis;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A verdict under examination: conditions that must all hold. Each has a soft limit, so that the
 * confidence is that of the condition met most narrowly: 0.5 at the limit, 0.73 one softness
 * beyond, 0.95 three. Conditions on what was not measured are passed over.
 */
final class Case {
  private final Verdict verdict;
  private final List<Evidence> evidence = new ArrayList<>();
  private double confidence = 1;

  Case(Verdict verdict) {
    this.verdict = verdict;
  }

  Case above(String name, double value, double limit, double softness) {
    return add(name, value, "above " + Numbers.text(limit), (value - limit) / softness);
  }

  Case above(String name, OptionalDouble value, double limit, double softness) {
    return value.isPresent() ? above(name, value.getAsDouble(), limit, softness) : this;
  }

  Case below(String name, double value, double limit, double softness) {
    return add(name, value, "below " + Numbers.text(limit), (limit - value) / softness);
  }

  Case below(String name, OptionalDouble value, double limit, double softness) {
    return value.isPresent() ? below(name, value.getAsDouble(), limit, softness) : this;
  }

  /**
   * A condition on a ratio.
   *
   * @param decades powers of ten that are one softness
   */
  Case aboveByFactor(String name, double value, double limit, double decades) {
    return add(name, value, "above " + Numbers.text(limit), Math.log10(value / limit) / decades);
  }

  Case aboveByFactor(String name, OptionalDouble value, double limit, double decades) {
    return value.isPresent() ? aboveByFactor(name, value.getAsDouble(), limit, decades) : this;
  }

  /**
   * A condition on a ratio.
   *
   * @param decades powers of ten that are one softness
   */
  Case belowByFactor(String name, double value, double limit, double decades) {
    return add(name, value, "below " + Numbers.text(limit), Math.log10(limit / value) / decades);
  }

  /** The verdict, if all conditions hold. */
  Optional<Finding> finding() {
    return confidence >= 0.5 && !evidence.isEmpty()
        ? Optional.of(new Finding(verdict, confidence, evidence, List.of()))
        : Optional.empty();
  }

  private Case add(String name, double value, String limit, double margin) {
    evidence.add(new Evidence(name, value, limit));
    confidence = Math.min(confidence, Double.isNaN(margin) ? 0 : 1 / (1 + Math.exp(-margin)));
    return this;
  }
}
