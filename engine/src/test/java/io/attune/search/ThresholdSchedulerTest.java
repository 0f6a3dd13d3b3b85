package io.attune.search;

import java.util.OptionalDouble;

final class ThresholdSchedulerTest extends SchedulerContract {
  @Override
  SchedulerSpec spec() {
    return new SchedulerSpec.Threshold(OptionalDouble.of(-5), OptionalDouble.of(2e9), 0);
  }
}
