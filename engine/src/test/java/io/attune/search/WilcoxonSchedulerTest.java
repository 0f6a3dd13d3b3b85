package io.attune.search;

import java.util.Optional;

final class WilcoxonSchedulerTest extends SchedulerContract {
  @Override
  SchedulerSpec spec() {
    return new SchedulerSpec.Wilcoxon(0.1, 2, Optional.empty());
  }
}
