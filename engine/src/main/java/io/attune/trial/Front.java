package io.attune.trial;

import io.attune.trial.pareto.Domination;
import io.attune.trial.pareto.Hypervolume;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The Pareto front of a sweep: the feasible trials that no other feasible trial dominates. Failed
 * trials are never on it; running and stopped ones are with what they have reached.
 *
 * @param trials by the first objective, the best first; of equals the earlier one first
 * @param reference for each objective the value from which {@link #hypervolume} is measured: the
 *     one the sweep gives, else the worst of all feasible trials and a tenth of their range more
 * @param given whether the sweep gives every reference. If not, the hypervolume of one moment
 *     cannot be compared with that of another, because the reference moves with the trials
 * @param hypervolume what the front dominates below the reference, in the product of the metrics'
 *     units; 0 without feasible trials
 */
public record Front(List<Trial> trials, List<Double> reference, boolean given, double hypervolume) {
  private static final double MARGIN = 0.1;

  /** Copies the lists. */
  public Front {
    trials = List.copyOf(trials);
    reference = List.copyOf(reference);
  }

  static Front of(Criteria criteria, List<Trial> all) {
    List<Placed> placed = new ArrayList<>();
    for (Trial trial : all) {
      Optional<Outcome> outcome = criteria.outcome(trial).filter(Outcome::feasible);
      outcome.ifPresent(o -> placed.add(new Placed(trial, o)));
    }
    double[][] losses =
        placed.stream().map(p -> criteria.losses(p.outcome())).toArray(double[][]::new);
    double[] reference = reference(criteria, losses);
    List<Trial> trials =
        Arrays.stream(Domination.front(losses))
            .mapToObj(placed::get)
            .sorted(Comparator.comparing(Placed::outcome, criteria::compare))
            .map(Placed::trial)
            .toList();
    boolean given = criteria.objectives().stream().allMatch(o -> o.reference().isPresent());
    double volume = losses.length == 0 ? 0 : Hypervolume.of(losses, reference);
    return new Front(trials, values(criteria, reference), given, volume);
  }

  private static double[] reference(Criteria criteria, double[][] losses) {
    double[] reference = new double[criteria.objectives().size()];
    for (int i = 0; i < reference.length; i++) {
      int index = i;
      Objective objective = criteria.objectives().get(i);
      double derived = beyond(Arrays.stream(losses).mapToDouble(loss -> loss[index]).toArray());
      reference[i] =
          objective.reference().isPresent()
              ? objective.loss(objective.reference().getAsDouble())
              : derived;
    }
    return reference;
  }

  /** A tenth of the range past the worst; where there is no range, a tenth of its size. */
  private static double beyond(double[] losses) {
    double worst = Arrays.stream(losses).max().orElse(0);
    double range = worst - Arrays.stream(losses).min().orElse(0);
    double size = worst == 0 ? 1 : Math.abs(worst);
    return worst + MARGIN * (range > 0 ? range : size);
  }

  private static List<Double> values(Criteria criteria, double[] losses) {
    List<Double> values = new ArrayList<>();
    for (int i = 0; i < losses.length; i++) {
      values.add(criteria.objectives().get(i).loss(losses[i]));
    }
    return values;
  }

  private record Placed(Trial trial, Outcome outcome) {}
}
