package io.attune.space;

import java.util.List;
import java.util.OptionalLong;

/**
 * A whole number on the multiples of a quantum.
 *
 * @param quantum 1 for every whole number, else values are the multiples of it inside the bounds
 */
public record IntParameter(
    String name, Distribution distribution, long quantum, Condition condition)
    implements Parameter {

  /** Checks name and quantum. */
  public IntParameter {
    Names.check(name);
    if (quantum < 1) {
      throw new IllegalArgumentException(
          name + ": whole numbers need q ≥ 1, but q is " + quantum + ".");
    }
    Lattice.check(name, distribution, quantum);
  }

  /** Every whole number between two bounds, both included, equally likely. */
  public static IntParameter uniform(String name, long min, long max) {
    return of(name, () -> new Distribution.Uniform(min, max));
  }

  /** Whole numbers, uniform in the logarithm between two positive bounds, both included. */
  public static IntParameter logUniform(String name, long min, long max) {
    return of(name, () -> new Distribution.LogUniform(min, max));
  }

  private static IntParameter of(
      String name, java.util.function.Supplier<Distribution> distribution) {
    return new IntParameter(name, Names.blame(name, distribution), 1, Condition.ALWAYS);
  }

  /** The same parameter on the multiples of {@code quantum}. */
  public IntParameter quantum(long quantum) {
    return new IntParameter(name, distribution, quantum, condition);
  }

  @Override
  public IntParameter when(Condition condition) {
    return new IntParameter(name, distribution, quantum, condition);
  }

  @Override
  public Object decode(double unit) {
    return lattice().decode(unit) * quantum;
  }

  @Override
  public double encode(Object value) {
    if (!accepts(value)) {
      throw Names.refuse(this, value);
    }
    return lattice().encode(((Number) value).doubleValue());
  }

  @Override
  public boolean accepts(Object value) {
    return value instanceof Number number
        && Math.rint(number.doubleValue()) == number.doubleValue()
        && lattice().contains(number.doubleValue());
  }

  @Override
  public OptionalLong cardinality() {
    return lattice().size();
  }

  @Override
  public List<Object> values() {
    return lattice().indices(name).mapToObj(i -> (Object) (i * quantum)).toList();
  }

  private Lattice lattice() {
    return new Lattice(distribution, quantum);
  }
}
