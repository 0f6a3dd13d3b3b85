package io.attune.search;

final class HyperbandTest extends SchedulerContract {
  @Override
  SchedulerSpec spec() {
    return new RungSpec.Hyperband(1, 9, 3);
  }
}
