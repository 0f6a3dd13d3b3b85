package io.attune.sweep;

import io.attune.space.Distribution;
import io.attune.space.FloatParameter;
import io.attune.space.Parameter;
import io.attune.space.SearchSpace;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a sweep file wants to have done before the sweep starts.
 *
 * @param preflight whether to check first that trials can train at all
 * @param auto the parameter whose range is to be measured, if there is one
 */
public record Groundwork(boolean preflight, Optional<AutoRange> auto) {
  /**
   * The sweep, with what was measured in place of {@code auto}.
   *
   * @param min the least value worth trying, for {@code min: auto}
   * @param max the largest, for {@code max: auto}
   * @throws IllegalArgumentException if these leave no range beside what the file says
   */
  public Sweep settle(Sweep sweep, double min, double max) {
    return auto.map(range -> sweep.over(settle(sweep.space(), range, min, max))).orElse(sweep);
  }

  private static SearchSpace settle(SearchSpace space, AutoRange range, double min, double max) {
    List<Parameter> settled = new ArrayList<>();
    for (Parameter parameter : space.parameters()) {
      settled.add(
          parameter.name().equals(range.parameter())
              ? settle((FloatParameter) parameter, range, min, max)
              : parameter);
    }
    return new SearchSpace(settled);
  }

  private static Parameter settle(
      FloatParameter parameter, AutoRange range, double min, double max) {
    Distribution.LogUniform widest = (Distribution.LogUniform) parameter.distribution();
    double low = range.min() ? min : widest.min();
    double high = range.max() ? max : widest.max();
    if (!(low < high)) {
      throw new IllegalArgumentException(
          "%s: auto is from %s to %s here, which is no range. Give both as numbers."
              .formatted(parameter.name(), low, high));
    }
    return new FloatParameter(
        parameter.name(),
        new Distribution.LogUniform(low, high),
        parameter.quantum(),
        parameter.condition());
  }

  /**
   * A range that the file leaves to measurement.
   *
   * @param parameter dotted name
   * @param min whether the lower end is
   * @param max whether the upper end is
   */
  public record AutoRange(String parameter, boolean min, boolean max) {}
}
