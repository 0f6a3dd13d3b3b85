package io.attune.search;

final class PercentileSchedulerTest extends SchedulerContract {
  @Override
  SchedulerSpec spec() {
    return new SchedulerSpec.Percentile(25, 3, 1);
  }
}
