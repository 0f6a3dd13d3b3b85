package io.attune.bench;

import com.sun.management.OperatingSystemMXBean;
import io.attune.run.SweepResult;
import io.attune.run.SweepRunner;
import io.attune.run.Trainer;
import io.attune.search.SamplerSpec;
import io.attune.space.CategoricalParameter;
import io.attune.space.FloatParameter;
import io.attune.space.IntParameter;
import io.attune.store.TrialStore;
import io.attune.sweep.Sweep;
import java.lang.management.ManagementFactory;
import java.util.Map;

/**
 * How fast a sweep of trials went that train nothing.
 *
 * @param seconds from the first trial to the last
 * @param cpuSeconds processor time of the whole program in between
 * @param megabytes heap that the results of the sweep keep
 */
record Throughput(double seconds, double cpuSeconds, double megabytes) {
  private static final Trainer NOTHING =
      trial -> trial.report(1, Map.of("loss", trial.assignment().number("learning_rate")));

  /** Runs a sweep with random search over seven parameters. */
  static Throughput of(TrialStore store, int trials, int parallel) {
    Sweep sweep =
        Sweep.named("nothing")
            .space(
                FloatParameter.logUniform("learning_rate", 1e-5, 1),
                FloatParameter.logUniform("weight_decay", 1e-6, 0.1),
                FloatParameter.uniform("momentum", 0, 0.99),
                FloatParameter.uniform("dropout", 0, 0.8),
                IntParameter.uniform("layers", 1, 8),
                IntParameter.logUniform("units", 16, 1024),
                CategoricalParameter.of("optimizer", "sgd", "adam", "rmsprop"))
            .minimize("loss")
            .sampler(new SamplerSpec.Random())
            .trials(trials)
            .parallel(parallel)
            .seed(1)
            .build();
    double before = megabytesInUse();
    long start = System.nanoTime();
    long cpu = cpuNanos();
    SweepResult result = SweepRunner.of(sweep).store(store).trainer(NOTHING).run();
    double seconds = (System.nanoTime() - start) / 1e9;
    double cpuSeconds = (cpuNanos() - cpu) / 1e9;
    double used = megabytesInUse() - before;
    if (result.trials().size() != trials || result.best().isEmpty()) {
      throw BenchException.failed("the sweep ended early: " + result.reason());
    }
    return new Throughput(seconds, cpuSeconds, used);
  }

  private static long cpuNanos() {
    return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime();
  }

  private static double megabytesInUse() {
    System.gc();
    Runtime runtime = Runtime.getRuntime();
    return (runtime.totalMemory() - runtime.freeMemory()) / 1e6;
  }
}
