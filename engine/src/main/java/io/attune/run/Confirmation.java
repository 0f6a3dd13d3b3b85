package io.attune.run;

import io.attune.analysis.Comparison;
import io.attune.analysis.Contender;
import io.attune.search.SamplerSpec;
import io.attune.space.Assignment;
import io.attune.space.SearchSpace;
import io.attune.store.SweepId;
import io.attune.sweep.Budget;
import io.attune.sweep.Conduct;
import io.attune.sweep.Stage;
import io.attune.sweep.Sweep;
import io.attune.sweep.SweepBuilder;
import io.attune.trial.History;
import io.attune.trial.Phase;
import io.attune.trial.SweepEvent;
import io.attune.trial.Trial;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.Collectors;

/**
 * Trains the best assignments of a sweep again with new seeds, as a sweep of its own: turn after
 * turn each of them once, all with the same seed in one turn. Nothing is searched or stopped early,
 * and the test split is left alone.
 */
public final class Confirmation {
  private Confirmation() {}

  /** Whether a sweep repeats assignments rather than searches. */
  public static boolean is(Sweep sweep) {
    return sweep.conduct().trialsPerSeed() > 1;
  }

  /** Whether the last stage of a sweep repeats the best of the one before. */
  public static boolean endsWithRepeats(Sweep sweep) {
    List<Stage> stages = sweep.conduct().stages();
    return !stages.isEmpty() && stages.get(stages.size() - 1).repeats() > 0;
  }

  /**
   * The sweep that repeats.
   *
   * @param id of the sweep searched
   * @param best its trials to repeat, the best first
   * @param repeats how often, at least 2
   * @throws IllegalArgumentException if there are fewer than two different assignments, or one was
   *     cut off from the space since
   */
  public static Sweep of(SweepId id, Sweep sweep, History history, List<Trial> best, int repeats) {
    List<Trial> top = different(best);
    if (top.size() < 2 || repeats < 2) {
      throw new IllegalArgumentException(
          "a confirmation needs two different assignments and two repeats, but has %d and %d."
              .formatted(top.size(), repeats));
    }
    SweepBuilder again =
        Sweep.named(sweep.name() + ", again")
            .description(
                "Trials %s of sweep %s, %d times each with new seeds."
                    .formatted(numbers(top), id, repeats))
            .space(space(sweep, history, top))
            .criteria(sweep.criteria())
            .sampler(new SamplerSpec.Random())
            .trainer(sweep.trainer())
            .budget(
                new Budget(
                    OptionalInt.of(top.size() * repeats),
                    Optional.empty(),
                    sweep.budget().trialTime()))
            .parallel(sweep.parallel())
            .maxRetries(sweep.maxRetries())
            .conduct(Conduct.PLAIN.trialsPerSeed(top.size()))
            .seed(sweep.seed() + 1);
    sweep.command().ifPresent(again::command);
    for (int repeat = 0; repeat < repeats; repeat++) {
      top.forEach(trial -> again.enqueue(trial.assignment().values()));
    }
    return again.build();
  }

  /**
   * What the repeats say, of a sweep that does nothing else or of one whose last stage repeats.
   * Turns in which some trial has no score are left out.
   *
   * @return empty while fewer than two turns are complete
   */
  public static Optional<Comparison> compare(Sweep again, History history) {
    List<Contender> all = contenders(again, history);
    return all.size() < 2
        ? Optional.empty()
        : Optional.of(
            Comparison.of(all, RandomGeneratorFactory.of("L64X128MixRandom").create(again.seed())));
  }

  /**
   * The one with the best mean so far, over the same turns for all; a best single run would be the
   * luckiest rather than the best.
   *
   * @return empty while fewer than two turns are complete
   */
  public static Optional<Contender> leader(Sweep again, History history) {
    return contenders(again, history).stream().min(Comparator.comparingDouble(Contender::mean));
  }

  /** Whether trials that start now repeat others, so that means are compared, not single runs. */
  public static boolean repeats(Sweep sweep, History history) {
    return is(sweep) || new StageGuide(sweep).repeats(history);
  }

  /** What is repeated, each with its losses in the complete turns, of which there are two. */
  private static List<Contender> contenders(Sweep again, History history) {
    Map<String, List<Trial>> repeats = is(again) ? turns(again, history) : stage(again, history);
    int turns = repeats.values().stream().mapToInt(List::size).min().orElse(0);
    Map<String, List<Double>> losses = new LinkedHashMap<>();
    for (int turn = 0; turn < turns; turn++) {
      add(losses, turn, repeats, history);
    }
    List<Contender> all = new ArrayList<>();
    losses.entrySet().stream()
        .filter(contender -> contender.getValue().size() >= 2)
        .forEach(contender -> all.add(new Contender(contender.getKey(), contender.getValue())));
    return all;
  }

  /** Adds the losses of a turn, if all have one. */
  private static void add(
      Map<String, List<Double>> losses,
      int turn,
      Map<String, List<Trial>> repeats,
      History history) {
    Map<String, OptionalDouble> scores = new LinkedHashMap<>();
    repeats.forEach((name, trials) -> scores.put(name, loss(history, trials.get(turn))));
    if (scores.values().stream().allMatch(OptionalDouble::isPresent)) {
      scores.forEach(
          (name, loss) ->
              losses.computeIfAbsent(name, n -> new ArrayList<>()).add(loss.orElseThrow()));
    }
  }

  /** Of a trial that is over: a score on the way says too little. */
  private static OptionalDouble loss(History history, Trial trial) {
    return trial.state().ended() ? history.loss(trial) : OptionalDouble.empty();
  }

  /** The repeats of each contender in a sweep that does nothing else. */
  private static Map<String, List<Trial>> turns(Sweep again, History history) {
    int contenders = again.conduct().trialsPerSeed();
    Map<String, List<Trial>> repeats = new LinkedHashMap<>();
    for (Trial trial : history.trials()) {
      String name = "#" + (1 + (trial.number() - 1) % contenders);
      repeats.computeIfAbsent(name, n -> new ArrayList<>()).add(trial);
    }
    return repeats;
  }

  /** The repeats of each trial that the last stage goes on from; none if it has not begun. */
  private static Map<String, List<Trial>> stage(Sweep sweep, History history) {
    Map<String, List<Trial>> repeats = new LinkedHashMap<>();
    List<Phase> phases = history.steering().phases();
    if (!endsWithRepeats(sweep) || phases.size() < sweep.conduct().stages().size()) {
      return repeats;
    }
    Phase last = phases.get(phases.size() - 1);
    for (int from : last.from()) {
      String origin = StageGuide.lineage(from);
      repeats.put(
          "#" + from,
          history.trials().stream()
              .skip(last.firstTrial() - 1)
              .filter(trial -> origin.equals(by(history, trial)))
              .toList());
    }
    return repeats;
  }

  private static String by(History history, Trial trial) {
    return Optional.ofNullable(history.steering().enqueued().get(trial.number()))
        .map(SweepEvent.Enqueued::by)
        .orElse("");
  }

  private static List<Trial> different(List<Trial> trials) {
    Map<Assignment, Trial> first = new LinkedHashMap<>();
    trials.forEach(trial -> first.putIfAbsent(trial.assignment(), trial));
    return List.copyOf(first.values());
  }

  private static SearchSpace space(Sweep sweep, History history, List<Trial> trials) {
    SearchSpace now = sweep.domain(history).space();
    boolean fits = trials.stream().allMatch(t -> now.problem(t.assignment()).isEmpty());
    return fits ? now : sweep.space();
  }

  private static String numbers(List<Trial> trials) {
    return trials.stream().map(t -> Integer.toString(t.number())).collect(Collectors.joining(", "));
  }
}
