package io.attune.run;

import io.attune.analysis.Comparison;
import io.attune.analysis.Contender;
import io.attune.search.SamplerSpec;
import io.attune.space.Assignment;
import io.attune.space.SearchSpace;
import io.attune.store.SweepId;
import io.attune.sweep.Budget;
import io.attune.sweep.Conduct;
import io.attune.sweep.Sweep;
import io.attune.trial.History;
import io.attune.trial.Trial;
import java.util.ArrayList;
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
    Sweep.Builder again =
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
    for (int repeat = 0; repeat < repeats; repeat++) {
      top.forEach(trial -> again.enqueue(trial.assignment().values()));
    }
    return again.build();
  }

  /**
   * What the repeats say. Turns in which some trial has no score are left out.
   *
   * @return empty while fewer than two turns are complete
   */
  public static Optional<Comparison> compare(Sweep again, History history) {
    int contenders = again.conduct().trialsPerSeed();
    List<List<Double>> losses = new ArrayList<>();
    for (int i = 0; i < contenders; i++) {
      losses.add(new ArrayList<>());
    }
    for (int from = 0; from + contenders <= history.trials().size(); from += contenders) {
      List<Trial> turn = history.trials().subList(from, from + contenders);
      List<OptionalDouble> scores = turn.stream().map(history::loss).toList();
      if (scores.stream().allMatch(OptionalDouble::isPresent)) {
        for (int i = 0; i < contenders; i++) {
          losses.get(i).add(scores.get(i).orElseThrow());
        }
      }
    }
    if (losses.get(0).size() < 2) {
      return Optional.empty();
    }
    List<Contender> all = new ArrayList<>();
    for (int i = 0; i < contenders; i++) {
      all.add(new Contender("#" + (i + 1), losses.get(i)));
    }
    return Optional.of(
        Comparison.of(all, RandomGeneratorFactory.of("L64X128MixRandom").create(again.seed())));
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
