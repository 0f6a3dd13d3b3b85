package io.attune.search;

import java.util.OptionalLong;

final class AshaStoppingTest extends SchedulerContract {
  @Override
  SchedulerSpec spec() {
    return new RungSpec.Asha(RungSpec.Mode.STOPPING, 1, 3, OptionalLong.empty());
  }
}
