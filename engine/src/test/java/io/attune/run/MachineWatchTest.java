package io.attune.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.attune.search.SamplerSpec;
import io.attune.space.CategoricalParameter;
import io.attune.space.IntParameter;
import io.attune.store.MemoryStore;
import io.attune.sweep.Sweep;
import io.attune.trial.Readings;
import io.attune.trial.Trial;
import io.attune.trial.TrialEvent;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MachineWatchTest {
  private final MemoryStore store = new MemoryStore();
  private final CountDownLatch measured = new CountDownLatch(3);

  @AfterEach
  void closeStore() {
    store.close();
  }

  private Trial run(TrialExecutor executor) {
    Sweep sweep =
        Sweep.named("watched")
            .space(CategoricalParameter.of("fault", "hang"), IntParameter.uniform("x", 0, 0))
            .minimize("loss")
            .sampler(new SamplerSpec.Grid())
            .trials(1)
            .build();
    SweepRunner.Builder builder =
        SweepRunner.of(sweep)
            .store(store)
            .executor(new MachineWatch(executor, Clock.systemUTC(), Duration.ofMillis(50)))
            .listener(
                events ->
                    events.stream()
                        .filter(TrialEvent.Recorded.class::isInstance)
                        .forEach(event -> measured.countDown()));
    return builder.run().trials().get(0);
  }

  @Test
  void theProcessAndTheMachineAreMeasuredWhileATrialRuns() {
    Trial trial =
        run(
            new ThreadExecutor(
                context -> {
                  measured.await();
                  context.report(1, Map.of("loss", 0.5));
                }));
    Map<String, Readings> readings = trial.dossier().readings();
    assertTrue(readings.get("system/cpu_percent").size() >= 3, readings.toString());
    assertTrue(readings.get("system/machine_memory_bytes").latest("m").value() > 0);
    assertEquals(List.of("loss"), List.copyOf(trial.curves().keySet()));
    assertEquals(1, trial.lastStep());
  }

  @Test
  void memoryOfAProcessIsThatOfAllThatItStarted() throws Exception {
    Process child = new ProcessBuilder("sleep", "600").start();
    try {
      ProcessUse use = ProcessUse.of(ProcessHandle.current().pid());
      assertTrue(use.cpu().containsKey(child.pid()), use.toString());
      assertTrue(Double.isNaN(use.memory()) || use.memory() > 1e6, use.toString());
      assertEquals(Map.of(), ProcessUse.of(999_999_999L).cpu());
    } finally {
      child.destroyForcibly();
    }
  }

  @Test
  void timeThatWasUsedIsToldAsAShareOfOneProcessor() {
    ProcessUse before = new ProcessUse(Map.of(1L, Duration.ofSeconds(5)), 0, 0);
    ProcessUse after =
        new ProcessUse(
            Map.of(1L, Duration.ofSeconds(6), 2L, Duration.ofSeconds(2)), 0, 2_000_000_000L);
    assertEquals(150, after.percentSince(before), 1e-9);
  }

  @Test
  void whatNvidiaTellsIsRead() {
    assertEquals(
        List.of(
            new GpuProbe.Gpu(0, "NVIDIA H100 80GB HBM3", 35, 1024.0 * (1 << 20)),
            new GpuProbe.Gpu(1, "Tesla K80", Double.NaN, 0)),
        GpuProbe.read("0, NVIDIA H100 80GB HBM3, 35, 1024\n1, Tesla K80, [N/A], 0\nnonsense\n"));
  }
}
