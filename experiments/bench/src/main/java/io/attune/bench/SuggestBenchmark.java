package io.attune.bench;

import io.attune.search.Sampler;
import io.attune.space.Assignment;
import io.attune.space.SearchSpace;
import io.attune.sweep.Sweep;
import io.attune.trial.Event;
import io.attune.trial.History;
import io.attune.trial.LiveHistory;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Suggestions over ten parameters. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class SuggestBenchmark {
  private static final int IN_A_ROW = 10;
  private static final Setting NO_STOPPING = new Setting("none", "{type: none}");

  /** Name in sweep files. */
  @Param({"random", "bayes"})
  public String sampler = "";

  /** Ten floats, or floats, whole numbers and categories. */
  @Param({"floats", "mixed"})
  public String space = "";

  /** Trials before the suggestion. */
  @Param({"100", "1000"})
  public int n;

  private final List<History> histories = new ArrayList<>();
  private Optional<Sweep> sweep = Optional.empty();

  /** Makes the histories, each with one more trial than the one before. */
  @Setup
  public void prepare() {
    SearchSpace parameters = Samples.space(space);
    Problem problem = new Problem(space, parameters, OptionalLong.empty());
    Setting setting = Setting.list(sampler, "").get(0);
    sweep = Optional.of(SweepMaker.sweep(problem, setting, NO_STOPPING, 1, "", 1));
    LiveHistory history = Samples.history(parameters, n);
    for (List<Event> trial : Samples.trials(parameters, n, n + IN_A_ROW)) {
      histories.add(history.snapshot());
      history.addAll(trial);
    }
  }

  /** The first suggestion of a sweep that was resumed: nothing is known from before. */
  @Benchmark
  public Object first() {
    return suggest(sampler(), 0);
  }

  /** One of ten suggestions in a row, with a result after each. */
  @Benchmark
  @OperationsPerInvocation(IN_A_ROW)
  public Object next() {
    Sampler asked = sampler();
    List<Object> suggestions = new ArrayList<>();
    for (int i = 0; i < IN_A_ROW; i++) {
      suggestions.add(suggest(asked, i));
    }
    return suggestions;
  }

  private Sampler sampler() {
    Sweep asked = sweep.orElseThrow();
    return asked.sampler().create(asked.space(), asked.budget().trials());
  }

  private Optional<Assignment> suggest(Sampler asked, int index) {
    return asked.suggest(histories.get(index), Samples.random(index));
  }
}
