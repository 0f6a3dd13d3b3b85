package io.attune.app;

import io.attune.run.SweepRunner;
import io.attune.store.SweepId;
import io.attune.store.TrialStore;
import io.attune.sweep.Sweep;
import java.io.PrintWriter;
import java.util.concurrent.CompletableFuture;

/** Trains the best of a finished search again, where its sweep file wants that. */
final class Repeats {
  /** Enough to see whether the first place is earned, at the price of few trials. */
  private static final int TOP = 3;

  private Repeats() {}

  /**
   * Goes on after a search.
   *
   * @param code of the search; anything but {@link Main#DONE} ends it here
   */
  static int follow(
      int code, SweepId id, RunOptions options, StoreOptions stores, PrintWriter out) {
    if (code != Main.DONE) {
      return code;
    }
    try (TrialStore store = stores.openExisting("confirm " + id)) {
      SweepView view = SweepView.load(store, store.sweep(id).orElseThrow());
      int repeats = view.sweep().conduct().repeats();
      if (repeats == 0 || view.ranking().size() < 2) {
        return code;
      }
      out.println();
      Sweep again = ConfirmCommand.again(view, TOP, repeats);
      return new SweepSession(store, options, stores, out)
          .run(SweepRunner.of(again), again, started -> CompletableFuture.completedFuture(null));
    }
  }
}
