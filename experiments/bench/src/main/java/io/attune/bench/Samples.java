package io.attune.bench;

import io.attune.space.Assignment;
import io.attune.space.CategoricalParameter;
import io.attune.space.FloatParameter;
import io.attune.space.IntParameter;
import io.attune.space.Parameter;
import io.attune.space.SearchSpace;
import io.attune.trial.Event;
import io.attune.trial.LiveHistory;
import io.attune.trial.Objective;
import io.attune.trial.TrialEvent;
import io.attune.trial.TrialState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/** Spaces of ten parameters and histories over them, always the same. */
final class Samples {
  static final Objective LOSS = Objective.minimize("loss");

  private Samples() {}

  /** A generator that gives the same numbers for a seed. */
  static RandomGenerator random(long seed) {
    return RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
  }

  /** A space by the name that benchmarks give it: {@code floats} or {@code mixed}. */
  static SearchSpace space(String name) {
    return name.equals("floats") ? floats() : mixed();
  }

  private static SearchSpace floats() {
    List<Parameter> parameters = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      parameters.add(FloatParameter.uniform("x" + i, 0, 1));
    }
    return new SearchSpace(parameters);
  }

  private static SearchSpace mixed() {
    return SearchSpace.of(
        FloatParameter.logUniform("learning_rate", 1e-5, 1),
        FloatParameter.logUniform("weight_decay", 1e-6, 0.1),
        FloatParameter.uniform("momentum", 0, 0.99),
        FloatParameter.uniform("dropout", 0, 0.8),
        IntParameter.uniform("layers", 1, 8),
        IntParameter.logUniform("units", 16, 1024),
        IntParameter.logUniform("batch", 16, 512),
        CategoricalParameter.of("optimizer", "sgd", "adam", "rmsprop"),
        CategoricalParameter.of("activation", "relu", "tanh", "gelu", "silu"),
        CategoricalParameter.of("augment", true, false));
  }

  /** The events of completed trials at random points of a bowl with a ripple. */
  static List<Event> events(SearchSpace space, int trials) {
    return trials(space, 0, trials).stream().flatMap(List::stream).toList();
  }

  /** The history of those events. */
  static LiveHistory history(SearchSpace space, int trials) {
    LiveHistory history = new LiveHistory(LOSS);
    history.addAll(events(space, trials));
    return history;
  }

  /** The events of some of those trials, one list for each. */
  static List<List<Event>> trials(SearchSpace space, int after, int until) {
    List<List<Event>> trials = new ArrayList<>();
    for (int number = after + 1; number <= until; number++) {
      double[] unit = random(number).doubles(space.dimensions()).toArray();
      trials.add(trial(number, space.decode(unit), loss(unit)));
    }
    return trials;
  }

  private static List<Event> trial(int number, Assignment assignment, double loss) {
    Instant at = Instant.ofEpochSecond(number);
    return List.of(
        new TrialEvent.Started(number, at, assignment, 3L * (number - 1)),
        new TrialEvent.Reported(number, at, 1, 1, Map.of("loss", loss)),
        new TrialEvent.Ended(number, at, 1, new TrialState.Completed(loss)));
  }

  private static double loss(double[] unit) {
    double loss = 0;
    for (double x : unit) {
      loss += (x - 0.3) * (x - 0.3) + 0.05 * Math.sin(9 * x);
    }
    return loss;
  }
}
