package io.attune.search;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

final class FullSchedulerTest extends SchedulerContract {
  @Override
  SchedulerSpec spec() {
    return new SchedulerSpec.None();
  }

  @Test
  void evenTheWorstTrialTrainsToItsEnd() {
    Histories histories = Histories.minimizing();
    for (int i = 0; i < 20; i++) {
      histories.completed(ANY, 1, 1, 1);
    }
    var report = histories.report(histories.start(ANY), 3, 1e300);
    assertEquals(new Verdict.Continue(), spec().create(SPACE).judge(histories.now(), report));
  }
}
