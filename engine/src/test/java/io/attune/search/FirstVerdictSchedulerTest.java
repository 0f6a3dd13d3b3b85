package io.attune.search;

import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalLong;

final class FirstVerdictSchedulerTest extends SchedulerContract {
  @Override
  SchedulerSpec spec() {
    return new SchedulerSpec.FirstOf(
        List.of(
            new SchedulerSpec.Threshold(OptionalDouble.empty(), OptionalDouble.of(2e9), 0),
            new RungSpec.Asha(RungSpec.Mode.PROMOTION, 1, 3, OptionalLong.empty())));
  }
}
