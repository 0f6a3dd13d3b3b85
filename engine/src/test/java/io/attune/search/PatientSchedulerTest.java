package io.attune.search;

import java.util.Optional;

final class PatientSchedulerTest extends SchedulerContract {
  @Override
  SchedulerSpec spec() {
    return new SchedulerSpec.Patient(3, 0.01, Optional.of(SchedulerSpec.Median.standard()));
  }
}
