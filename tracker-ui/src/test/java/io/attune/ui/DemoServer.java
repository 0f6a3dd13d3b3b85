package io.attune.ui;

import io.attune.store.MemoryStore;
import io.attune.store.SweepId;
import io.attune.trial.Cause;
import java.time.Instant;
import java.util.Map;
import java.util.Random;

/**
 * Serves made-up sweeps to look at: huge, lost, empty, finished, and one that goes on. Started by
 * hand: {@code DemoServer [port]}.
 */
public final class DemoServer {
  private DemoServer() {}

  /** Serves until the process is killed. */
  public static void main(String[] arguments) throws InterruptedException {
    int port = arguments.length == 0 ? 8470 : Integer.parseInt(arguments[0]);
    MemoryStore store = new MemoryStore();
    Instant now = Instant.now();
    DemoSweeps.lived(
            store, DemoSweeps.wide("wide-10k", 10_000), 10_000, 12, now.minusSeconds(90_000))
        .closed()
        .save();
    DemoSweeps.lived(store, DemoSweeps.digits("digits-lost", 40), 11, 20, now.minusSeconds(7_200));
    new Scenario(store, DemoSweeps.digits("digits-empty", 24), "", now.minusSeconds(600));
    Scenario done =
        DemoSweeps.lived(
            store, DemoSweeps.digits("digits-done", 24), 24, 20, now.minusSeconds(900));
    done.test(12, Map.of("test_loss", 0.06663, "test_accuracy", 0.9722, "test_examples", 270.0))
        .closed()
        .save();
    broken(new Scenario(store, DemoSweeps.digits("digits-broken", 12), "", now.minusSeconds(300)));
    DemoSweeps.lived(store, DemoSweeps.digits("digits-many", 500), 300, 20, now.minusSeconds(4_000))
        .interrupted("stopped by Ctrl-C")
        .save();
    Scenario live =
        new Scenario(store, DemoSweeps.digits("digits-live", 60), DemoSweeps.SOURCE, now)
            .opened()
            .save();
    SweepId id = live.id;
    try (Dashboard dashboard =
        Dashboard.start(store, DashboardOptions.standard().port(port).live(id::equals))) {
      System.out.println(dashboard.uri());
      goOn(live);
    }
  }

  /** A sweep whose trials all fail, most of them on their first loss. */
  private static void broken(Scenario story) {
    Random random = new Random(5);
    story.opened();
    for (int i = 0; i < 12; i++) {
      int trial = story.start(DemoSweeps.draw(story.sweep, random));
      story.pass(700).report(trial, 1, Map.of("train_loss", Double.NaN, "val_loss", Double.NaN));
      story.fail(trial, Cause.of(Cause.Kind.NOT_FINITE, "the loss became NaN at step 1."));
    }
    story.closed().save();
  }

  private static void goOn(Scenario story) throws InterruptedException {
    Random random = new Random(3);
    for (int i = 0; i < 60; i++) {
      Map<String, Object> values = DemoSweeps.draw(story.sweep, random);
      int trial = story.at(Instant.now()).start(values);
      double talent = 0.6 + 0.38 * random.nextDouble();
      for (int step = 1; step <= 20; step++) {
        Thread.sleep(300);
        story.at(Instant.now()).report(trial, step, DemoSweeps.metrics(talent, step, 20, random));
        story.log(trial, "epoch " + step + " of 20 done").save();
      }
      story.at(Instant.now()).complete(trial, talent).save();
    }
    Thread.sleep(Long.MAX_VALUE);
  }
}
