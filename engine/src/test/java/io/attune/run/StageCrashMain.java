package io.attune.run;

import io.attune.search.SamplerSpec;
import io.attune.store.EventJson;
import io.attune.store.H2Store;
import io.attune.sweep.Sweep;
import io.attune.trial.Event;
import io.attune.trial.SweepEvent;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * A program that runs a sweep in stages and kills itself with signal 9 around the beginning of one.
 * Prints every event as soon as the runner says that it is on disk.
 */
final class StageCrashMain {
  private final String stage;
  private int left;
  private boolean begun;

  private StageCrashMain(String stage, int left) {
    this.stage = stage;
    this.left = left;
  }

  /**
   * @param args the store's folder, how many trials side by side, the stage, and how many times
   *     events go to disk from those on that begin the stage, before it dies: 0 to die with these
   *     still to be written
   */
  public static void main(String[] args) {
    StageCrashMain main = new StageCrashMain(args[2], Integer.parseInt(args[3]));
    try (H2Store store = H2Store.open(Path.of(args[0]), "a program that kills itself")) {
      SweepRunner.of(sweep(Integer.parseInt(args[1])))
          .store(new WatchedStore(store, main::before, main::after))
          .trainer(StagesTest::train)
          .listener(StageCrashMain::print)
          .run();
    }
  }

  /** Side by side only suggestions that do not depend on each other come out the same. */
  static Sweep sweep(int parallel) {
    SamplerSpec sampler = parallel == 1 ? new SamplerSpec.Bayes() : new SamplerSpec.Random();
    return StagesTest.sweep(sampler).parallel(parallel).build();
  }

  private void before(List<? extends Event> events) {
    begun = begun || events.stream().anyMatch(this::begins);
    dieIf(begun && left == 0);
  }

  private void after(List<? extends Event> events) {
    left -= begun ? 1 : 0;
    dieIf(begun && left == 0);
  }

  private boolean begins(Event event) {
    return event instanceof SweepEvent.Staged staged && staged.name().equals(stage);
  }

  private static void dieIf(boolean due) {
    try {
      if (due) {
        String pid = Long.toString(ProcessHandle.current().pid());
        new ProcessBuilder("kill", "-9", pid).start().waitFor();
        Thread.sleep(60_000);
      }
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void print(List<Event> events) {
    StringBuilder lines = new StringBuilder();
    events.forEach(event -> lines.append(EventJson.line(EventJson.write(event))).append('\n'));
    System.out.print(lines);
    System.out.flush();
  }
}
