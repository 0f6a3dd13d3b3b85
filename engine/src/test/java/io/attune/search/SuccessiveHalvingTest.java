package io.attune.search;

final class SuccessiveHalvingTest extends SchedulerContract {
  @Override
  SchedulerSpec spec() {
    return new RungSpec.SuccessiveHalving(9, 1, 3);
  }
}
