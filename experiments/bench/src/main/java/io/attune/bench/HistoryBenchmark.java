package io.attune.bench;

import io.attune.trial.Event;
import io.attune.trial.LiveHistory;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Histories of trials that report once. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class HistoryBenchmark {
  /** Trials. */
  @Param({"1000", "10000"})
  public int n;

  private List<Event> events = List.of();
  private LiveHistory history = new LiveHistory(Samples.LOSS);

  /** Makes the events. */
  @Setup
  public void prepare() {
    events = Samples.events(Samples.space("mixed"), n);
    history = Samples.history(Samples.space("mixed"), n);
  }

  /** Reads a whole sweep. */
  @Benchmark
  public Object fold() {
    LiveHistory fresh = new LiveHistory(Samples.LOSS);
    fresh.addAll(events);
    return fresh;
  }

  /** What every suggestion on a thread of its own begins with. */
  @Benchmark
  public Object snapshot() {
    return history.snapshot();
  }
}
