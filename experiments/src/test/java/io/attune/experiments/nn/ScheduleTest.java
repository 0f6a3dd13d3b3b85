package io.attune.experiments.nn;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Schedules agree with PyTorch's. */
class ScheduleTest {
  private static final Map<String, Schedule> SCHEDULES =
      Map.of(
          "constant", new Schedule.Constant(0.05),
          "step", new Schedule.Step(0.05, 0.3, 4),
          "exponential", new Schedule.Exponential(0.05, 0.2),
          "cosine", new Schedule.Cosine(0.05, 12),
          "square_root", new Schedule.Polynomial(0.05, 0.5, 12),
          "polynomial", new Schedule.Polynomial(0.05, 2, 12),
          "one_cycle", new Schedule.OneCycle(0.05, 12, 0.3, 25, 1e4),
          "warm_up", new Schedule.WarmUp(new Schedule.Cosine(0.05, 8), 4));

  @Test
  void ratesFollowPyTorchUpdateByUpdate() throws IOException {
    PyTorchNumbers numbers = PyTorchNumbers.read();
    SCHEDULES.forEach(
        (name, schedule) -> {
          assertEquals(12, numbers.at("schedules/" + name).size(), name);
          for (int done = 0; done < 12; done++) {
            double expected = numbers.at("schedules/" + name + "/" + done).doubleValue();
            assertEquals(expected, schedule.rate(done), 1e-15, name + " after " + done);
          }
        });
  }

  @Test
  void inverseHalvesWhenItsProductIsOne() {
    Schedule schedule = new Schedule.Inverse(0.6, 0.25);

    assertEquals(0.6, schedule.rate(0));
    assertEquals(0.3, schedule.rate(4));
    assertEquals(0.2, schedule.rate(8), 1e-15);
  }

  @Test
  void squareRootIsHalfWayDownAfterThreeQuarters() {
    assertEquals(0.5, new Schedule.Polynomial(1, 0.5, 100).rate(75));
  }

  @Test
  void schedulesStayAtTheirEnd() {
    assertEquals(0, new Schedule.Cosine(0.05, 12).rate(15));
    assertEquals(0, new Schedule.Polynomial(0.05, 0.5, 12).rate(15));
    assertEquals(0.05 / 25 / 1e4, new Schedule.OneCycle(0.05, 12, 0.3, 25, 1e4).rate(15), 1e-15);
  }

  @Test
  void cycleOfOneUpdateIsItsPeak() {
    assertEquals(0.05, new Schedule.OneCycle(0.05, 1, 0.3, 25, 1e4).rate(0));
  }

  @Test
  void warmUpHandsOverAtTheFirstRateOfWhatFollows() {
    Schedule schedule = new Schedule.WarmUp(new Schedule.Step(0.8, 0.5, 3), 2);

    double[] expected = {0.4, 0.8, 0.8, 0.8, 0.8, 0.4};
    for (int done = 0; done < expected.length; done++) {
      assertEquals(expected[done], schedule.rate(done), 1e-15, "after " + done);
    }
  }
}
