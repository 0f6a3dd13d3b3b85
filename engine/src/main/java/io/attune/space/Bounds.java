package io.attune.space;

/** The range of a number, and the same number in another range. */
record Bounds(double min, double max) {
  /**
   * The bounds of a parameter that can have others.
   *
   * @throws IllegalArgumentException if it is no number, or spread without bounds
   */
  static Bounds of(Parameter parameter) {
    Distribution distribution = distribution(parameter);
    moved(parameter, distribution, new Bounds(distribution.min(), distribution.max()));
    return new Bounds(distribution.min(), distribution.max());
  }

  boolean contains(Bounds other) {
    return min <= other.min && max >= other.max;
  }

  private Parameter moved(FloatParameter number) {
    Distribution moved =
        Names.blame(number.name(), () -> moved(number, number.distribution(), this));
    return new FloatParameter(number.name(), moved, number.quantum(), number.condition());
  }

  private Parameter moved(IntParameter number) {
    if (min != Math.rint(min) || max != Math.rint(max)) {
      throw new IllegalArgumentException(
          "%s takes whole numbers; the bounds %s are not whole.".formatted(number.name(), this));
    }
    Distribution moved =
        Names.blame(number.name(), () -> moved(number, number.distribution(), this));
    return new IntParameter(number.name(), moved, number.quantum(), number.condition());
  }

  /** The parameter, which {@link #of} took, with these bounds, otherwise as it is. */
  Parameter move(Parameter parameter) {
    return parameter instanceof IntParameter whole
        ? moved(whole)
        : moved((FloatParameter) parameter);
  }

  /** As the command line takes it. */
  @Override
  public String toString() {
    return text(min) + ".." + text(max);
  }

  private static Distribution moved(Parameter parameter, Distribution from, Bounds to) {
    if (from instanceof Distribution.Uniform) {
      return new Distribution.Uniform(to.min, to.max);
    }
    if (from instanceof Distribution.LogUniform) {
      return new Distribution.LogUniform(to.min, to.max);
    }
    if (from instanceof Distribution.InverseLogUniform) {
      return new Distribution.InverseLogUniform(to.min, to.max);
    }
    throw new IllegalArgumentException(
        "%s is spread by %s, which has no bounds to move.".formatted(parameter.name(), from));
  }

  private static Distribution distribution(Parameter parameter) {
    if (parameter instanceof FloatParameter number) {
      return number.distribution();
    }
    if (parameter instanceof IntParameter number) {
      return number.distribution();
    }
    throw new IllegalArgumentException(
        "%s is one of %s and has no bounds. Maybe add or remove a choice."
            .formatted(parameter.name(), ((CategoricalParameter) parameter).choices()));
  }

  private static String text(double bound) {
    return bound == Math.rint(bound) && Math.abs(bound) < 1e15
        ? Long.toString((long) bound)
        : Double.toString(bound).replace(".0E", "e").replace('E', 'e');
  }
}
