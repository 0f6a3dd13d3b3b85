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
          "exponential", new Schedule.Exponential(0.05, 0.5, 4),
          "cosine", new Schedule.Cosine(0.05, 12));

  @Test
  void ratesFollowPyTorchUpdateByUpdate() throws IOException {
    PyTorchNumbers numbers = PyTorchNumbers.read();
    SCHEDULES.forEach(
        (name, schedule) -> {
          for (int done = 0; done < numbers.at("schedules/" + name).size(); done++) {
            double expected = numbers.at("schedules/" + name + "/" + done).doubleValue();
            assertEquals(expected, schedule.rate(done), 1e-15, name + " after " + done);
          }
        });
  }

  @Test
  void cosineStaysAtZeroAfterItsEnd() {
    assertEquals(0, new Schedule.Cosine(0.05, 12).rate(15));
  }
}
