package io.attune.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.attune.space.Assignment;
import io.attune.space.Domain;
import io.attune.space.FloatParameter;
import io.attune.space.IntParameter;
import io.attune.space.Parameter;
import io.attune.space.SearchSpace;
import io.attune.space.SpaceEdit;
import io.attune.trial.Criteria;
import io.attune.trial.LiveHistory;
import io.attune.trial.Objective;
import io.attune.trial.TrialEvent;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class BorderWatchTest {
  private static final Parameter RATE = FloatParameter.logUniform("rate", 1e-4, 1e-1);

  private static LiveHistory tried(int trials, String name, Object best) {
    LiveHistory history =
        new LiveHistory(new Criteria(List.of(Objective.minimize("loss")), List.of()));
    for (int i = 1; i <= trials; i++) {
      Assignment assignment = new Assignment(Map.of(name, best));
      history.add(new TrialEvent.Started(i, Instant.EPOCH, assignment, 0));
      history.add(new TrialEvent.Reported(i, Instant.EPOCH, 1, 1, Map.of("loss", (double) i)));
    }
    return history;
  }

  private static List<Border> borders(Parameter parameter, Object best) {
    Domain domain = Domain.of(SearchSpace.of(parameter));
    return BorderWatch.of(domain, tried(10, parameter.name(), best));
  }

  @Test
  void outerTenthIsMeasuredOnTheParametersScale() {
    assertEquals(
        List.of(new Border("rate", Border.Side.HIGH, 0.06, 1e-4, 1e-1)), borders(RATE, 0.06));
    assertEquals(
        List.of(new Border("rate", Border.Side.LOW, 1.9e-4, 1e-4, 1e-1)), borders(RATE, 1.9e-4));
    assertEquals(List.of(), borders(RATE, 0.04));
  }

  @Test
  void naturalLimitsAreNoBorders() {
    assertEquals(List.of(), borders(FloatParameter.uniform("dropout", 0, 0.5), 0.0));
    assertEquals(List.of(), borders(FloatParameter.uniform("share", 0.2, 1), 0.99));
    assertEquals(List.of(), borders(IntParameter.uniform("layers", 1, 8), 1L));
    assertEquals(1, borders(IntParameter.uniform("layers", 1, 8), 8L).size());
    assertEquals(List.of(), borders(IntParameter.uniform("few", 2, 5), 5L));
  }

  @Test
  void tooFewTrialsSayNothing() {
    Domain domain = Domain.of(SearchSpace.of(RATE));
    assertEquals(List.of(), BorderWatch.of(domain, tried(9, "rate", 0.1)));
  }

  @Test
  void rangesGrowByHalfTheirFirstWidthButNoMoreThanTenfold() {
    assertEquals(
        Optional.of(new SpaceEdit.Widen("rate", 1e-4, 1.0)),
        new Border("rate", Border.Side.HIGH, 0.09, 1e-4, 1e-1).widened(SearchSpace.of(RATE)));
    Parameter x = FloatParameter.uniform("x", 1, 3);
    assertEquals(
        Optional.of(new SpaceEdit.Widen("x", 0, 3)),
        new Border("x", Border.Side.LOW, 1.1, 1, 3).widened(SearchSpace.of(x)));
  }

  @Test
  void rangesGrowToTwoAndAHalfTimesTheirFirstWidth() {
    Parameter x = FloatParameter.uniform("x", 1, 3);
    Border wide = new Border("x", Border.Side.HIGH, 5.9, 1, 6);
    assertEquals(Optional.empty(), wide.widened(SearchSpace.of(x)));
  }

  @Test
  void wayThatIsTooFarIsHalved() {
    Border border = new Border("momentum", Border.Side.HIGH, 0.98, 0.5, 0.99);
    assertEquals(
        Optional.of(new SpaceEdit.Widen("momentum", 0.5, 1.09)),
        border.nearer(
            SearchSpace.of(FloatParameter.uniform("momentum", 0.5, 0.99)),
            new SpaceEdit.Widen("momentum", 0.5, 1.19)));
  }
}
