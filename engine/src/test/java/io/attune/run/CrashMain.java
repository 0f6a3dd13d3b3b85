package io.attune.run;

import io.attune.search.SamplerSpec;
import io.attune.space.CategoricalParameter;
import io.attune.space.IntParameter;
import io.attune.store.EventJson;
import io.attune.store.H2Store;
import io.attune.store.PostgresStore;
import io.attune.store.SweepRecord;
import io.attune.store.TrialStore;
import io.attune.sweep.Sweep;
import io.attune.trial.Event;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * A program to be killed. Runs one sweep of a store, or goes on with it, and prints every event as
 * soon as the runner says that it is on disk.
 */
final class CrashMain {
  private CrashMain() {}

  /**
   * @param args the store's folder, {@code threads} or {@code workers}, and perhaps the address of
   *     a database; then only the files are in the folder
   */
  public static void main(String[] args) {
    try (TrialStore store = store(args)) {
      List<SweepRecord> sweeps = store.sweeps();
      SweepRunner.Builder builder =
          sweeps.isEmpty() ? SweepRunner.of(sweep()) : SweepRunner.resume(sweeps.get(0).id());
      TrialExecutor executor =
          args[1].equals("workers")
              ? new WorkerPool("fragile")
              : new ThreadExecutor(CrashMain::train);
      builder.store(store).executor(executor).listener(CrashMain::print).run();
    }
  }

  private static TrialStore store(String[] args) {
    return args.length > 2
        ? PostgresStore.open(args[2], Path.of(args[0]), "a program to be killed")
        : H2Store.open(Path.of(args[0]), "a program to be killed");
  }

  static Sweep sweep() {
    return Sweep.named("doomed")
        .space(CategoricalParameter.of("fault", "none"), IntParameter.uniform("x", 0, 1_000_000))
        .minimize("loss")
        .sampler(new SamplerSpec.Random())
        .parallel(2)
        .trials(100_000)
        .seed(1)
        .build();
  }

  private static void train(TrialContext trial) {
    for (int step = 1; step <= 10; step++) {
      double loss = trial.assignment().number("x") + 1.0 / step;
      if (!trial.report(step, Map.of("loss", loss, "odd", Double.NaN))) {
        return;
      }
    }
  }

  private static void print(List<Event> events) {
    StringBuilder lines = new StringBuilder();
    events.forEach(event -> lines.append(EventJson.line(EventJson.write(event))).append('\n'));
    System.out.print(lines);
    System.out.flush();
  }
}
