package io.attune.space;

import java.util.List;
import java.util.OptionalLong;

/**
 * A real number, continuous or on the multiples of a quantum.
 *
 * @param quantum 0 for continuous, else values are the multiples of it inside the bounds
 */
public record FloatParameter(
    String name, Distribution distribution, double quantum, Condition condition)
    implements Parameter {

  /** Checks name and quantum. */
  public FloatParameter {
    Names.check(name);
    Lattice.check(name, distribution, quantum);
  }

  /** Uniform between two bounds, both included. */
  public static FloatParameter uniform(String name, double min, double max) {
    return of(name, () -> new Distribution.Uniform(min, max));
  }

  /** Uniform in the logarithm between two positive bounds. */
  public static FloatParameter logUniform(String name, double min, double max) {
    return of(name, () -> new Distribution.LogUniform(min, max));
  }

  /** Any distribution, continuous. */
  public static FloatParameter of(String name, Distribution distribution) {
    return new FloatParameter(name, distribution, 0, Condition.ALWAYS);
  }

  private static FloatParameter of(
      String name, java.util.function.Supplier<Distribution> distribution) {
    return of(name, Names.blame(name, distribution));
  }

  /** The same parameter on the multiples of {@code quantum}. */
  public FloatParameter quantum(double quantum) {
    return new FloatParameter(name, distribution, quantum, condition);
  }

  @Override
  public FloatParameter when(Condition condition) {
    return new FloatParameter(name, distribution, quantum, condition);
  }

  @Override
  public Object decode(double unit) {
    return quantum == 0
        ? distribution.quantile(Checks.unit(unit))
        : lattice().value(lattice().decode(unit));
  }

  @Override
  public double encode(Object value) {
    if (!accepts(value)) {
      throw Names.refuse(this, value);
    }
    double x = ((Number) value).doubleValue();
    return quantum == 0 ? distribution.cumulative(x) : lattice().encode(x);
  }

  @Override
  public boolean accepts(Object value) {
    if (!(value instanceof Number number) || !Double.isFinite(number.doubleValue())) {
      return false;
    }
    double x = number.doubleValue();
    return quantum == 0
        ? x >= distribution.min() && x <= distribution.max()
        : lattice().contains(x);
  }

  @Override
  public OptionalLong cardinality() {
    if (quantum == 0) {
      return constant() ? OptionalLong.of(1) : OptionalLong.empty();
    }
    return lattice().size();
  }

  @Override
  public List<Object> values() {
    if (quantum == 0 && constant()) {
      return List.of(distribution.min());
    }
    if (quantum == 0) {
      throw Names.unbounded(this);
    }
    return lattice().indices(name).mapToObj(i -> (Object) lattice().value(i)).toList();
  }

  private boolean constant() {
    return distribution.min() == distribution.max();
  }

  private Lattice lattice() {
    return new Lattice(distribution, quantum);
  }
}
