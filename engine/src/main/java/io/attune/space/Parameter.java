package io.attune.space;

import java.util.List;
import java.util.OptionalLong;

/**
 * One thing that may vary. Every parameter maps to one coordinate of the unit cube: {@link #decode}
 * turns a uniform number into a value that follows the parameter's distribution, {@link #encode}
 * goes back. Implementations are immutable.
 *
 * <p>Values are {@link Double} for {@link FloatParameter}, {@link Long} for {@link IntParameter},
 * and whatever was listed for {@link CategoricalParameter}.
 */
public sealed interface Parameter permits FloatParameter, IntParameter, CategoricalParameter {
  /** Name, unique in its space; dots separate nesting levels. */
  String name();

  /** When this parameter applies; {@link Condition#ALWAYS} unless said otherwise. */
  Condition condition();

  /** The same parameter under another condition. */
  Parameter when(Condition condition);

  /**
   * The value at a coordinate.
   *
   * @param unit in [0, 1]; numbers outside are clamped
   */
  Object decode(double unit);

  /**
   * The coordinate of a value; {@code decode(encode(v))} equals {@code v} up to rounding.
   *
   * @throws IllegalArgumentException if {@link #accepts} refuses the value
   */
  double encode(Object value);

  /** Whether the value is one this parameter can take. */
  boolean accepts(Object value);

  /** How many values there are; empty where they are continuous or unbounded. */
  OptionalLong cardinality();

  /**
   * Every value in order.
   *
   * @throws IllegalStateException if {@link #cardinality} is empty
   */
  List<Object> values();
}
