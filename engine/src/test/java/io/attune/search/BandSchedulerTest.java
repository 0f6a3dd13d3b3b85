package io.attune.search;

import io.attune.trial.Milestone;
import java.util.OptionalInt;

final class BandSchedulerTest extends SchedulerContract {
  @Override
  SchedulerSpec spec() {
    return new RungSpec.Bands(2, OptionalInt.empty(), 3, Milestone.Measure.LAST);
  }
}
