package io.attune.run;

import io.attune.space.SearchSpace;
import io.attune.store.Claim;
import io.attune.store.MemoryStore;
import io.attune.store.StoreException;
import io.attune.store.SweepId;
import io.attune.store.SweepRecord;
import io.attune.store.TrialStore;
import io.attune.sweep.Sweep;
import java.time.Clock;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Runs a sweep to its end. Build one with {@link #of} or {@link #resume}, then call {@link #run}
 * once; {@link #stop} may be called from any thread.
 */
public final class SweepRunner {
  private final RunLoop loop;
  private final SweepId id;
  private final Claim claim;

  private SweepRunner(Builder builder, TrialStore store, SweepRecord record) {
    this.id = record.id();
    this.claim = store.claim(id);
    try {
      this.loop = loop(builder, store, record);
    } catch (RuntimeException e) {
      claim.close();
      throw e;
    }
  }

  private static RunLoop loop(Builder builder, TrialStore store, SweepRecord record) {
    Ledger ledger = new Ledger(store, record, builder.listener);
    return new RunLoop(
        ledger,
        StageScheduler.of(ledger.sweep()),
        builder.executor.orElseThrow(
            () -> new IllegalStateException("give a trainer(…) or an executor(…) first.")),
        new TrialFiles(store.files(record.id()), ledger.history(), ledger.sweep().keep()),
        new RangeExtender(ledger.sweep(), builder.check),
        () -> builder.clock.instant().truncatedTo(ChronoUnit.MILLIS));
  }

  /** A new sweep. */
  public static Builder of(Sweep sweep) {
    return new Builder(Optional.of(sweep), Optional.empty());
  }

  /** A sweep that is in the store already and shall go on; needs {@link Builder#store}. */
  public static Builder resume(SweepId id) {
    return new Builder(Optional.empty(), Optional.of(id));
  }

  /** The sweep's number in its store. */
  public SweepId id() {
    return id;
  }

  /**
   * Runs until the budget is used up, nothing is left to try, or {@link #stop} is called. Closes
   * the executor, not the store.
   *
   * @throws StoreException if the store fails; what was acknowledged before is safe
   */
  public SweepResult run() {
    try (claim) {
      return loop.run();
    }
  }

  /**
   * Asks the sweep to end soon. Running trials are ended at once and count as interrupted; a
   * resumed sweep starts them again.
   */
  public void stop(String reason) {
    loop.stop(reason);
  }

  /** Changes the sweep while it runs, for a program that asks once. */
  public SweepControl control() {
    return control(Request.PLAIN);
  }

  /** Changes the sweep while it runs; what was asked with the same id is not done again. */
  public SweepControl control(Request request) {
    return new SweepControl(loop, request);
  }

  /** Describes a run step by step. Without a store the results are in memory only. */
  public static final class Builder {
    private final Optional<Sweep> sweep;
    private final Optional<SweepId> resumed;
    private Optional<TrialStore> store = Optional.empty();
    private Optional<TrialExecutor> executor = Optional.empty();
    private SweepListener listener = events -> {};
    private Function<SearchSpace, List<TrainerProvider.Problem>> check = space -> List.of();
    private InstantSource clock = Clock.systemUTC();
    private String source = "";

    private Builder(Optional<Sweep> sweep, Optional<SweepId> resumed) {
      this.sweep = sweep;
      this.resumed = resumed;
    }

    /** Trains in threads of this process. */
    public Builder trainer(Trainer trainer) {
      return executor(new ThreadExecutor(trainer));
    }

    /** Trains wherever the executor does. */
    public Builder executor(TrialExecutor executor) {
      this.executor = Optional.of(executor);
      return this;
    }

    /** Where events are kept. */
    public Builder store(TrialStore store) {
      this.store = Optional.of(store);
      return this;
    }

    /** The sweep file's text, kept with a new sweep. */
    public Builder source(String source) {
      this.source = source;
      return this;
    }

    /**
     * What is wrong with a space for the trainer, such as {@link TrainerProvider#check}; asked
     * before a range grows by itself.
     */
    public Builder check(Function<SearchSpace, List<TrainerProvider.Problem>> check) {
      this.check = check;
      return this;
    }

    /** Who watches. */
    public Builder listener(SweepListener listener) {
      this.listener = listener;
      return this;
    }

    /** Where the time of events comes from. */
    public Builder clock(InstantSource clock) {
      this.clock = clock;
      return this;
    }

    /**
     * A runner; the sweep is in the store from now on, and nobody else can run it until this one
     * has run, or the store is closed.
     *
     * @throws StoreException if somebody else runs the sweep, and who
     * @throws IllegalArgumentException if it begins with an earlier sweep that is not there
     */
    public SweepRunner build() {
      TrialStore kept = store.orElseGet(MemoryStore::new);
      sweep.ifPresent(asked -> Beginning.check(asked, kept));
      SweepId id = resumed.orElseGet(() -> kept.open(sweep.orElseThrow(), source, clock.instant()));
      SweepRecord record =
          kept.sweep(id)
              .orElseThrow(
                  () ->
                      new StoreException(
                          "there is no sweep %s here; there are %s."
                              .formatted(id, ids(kept.sweeps())),
                          null));
      return new SweepRunner(this, kept, record);
    }

    /** Builds and runs. */
    public SweepResult run() {
      return build().run();
    }

    private static List<SweepId> ids(List<SweepRecord> sweeps) {
      return sweeps.stream().map(SweepRecord::id).toList();
    }
  }
}
