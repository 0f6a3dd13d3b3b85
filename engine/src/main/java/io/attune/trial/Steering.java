package io.attune.trial;

import io.attune.space.Domain;
import io.attune.space.SearchSpace;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * How people have steered a sweep: where it searches, what they want tried, and what was known
 * before. Immutable.
 *
 * @param domain where the sweep searches; empty while that was never changed
 * @param trials most trials to start; empty while that was never changed
 * @param waiting points that were enqueued and not yet tried, the next one first
 * @param enqueued by trial number, the points that trials were started with
 * @param priors trials of earlier sweeps that count as observations
 * @param flow whether trials are started, and how many run side by side
 * @param requests ids of what was asked for, see {@link SweepEvent.Requested}
 * @param phases stages of the sweep that have begun, in order; empty for a sweep without stages
 * @param label what people say of the sweep
 * @param since sequence number of the last event that changes what is tried next; 0 for none
 */
public record Steering(
    Optional<Domain> domain,
    OptionalInt trials,
    List<SweepEvent.Enqueued> waiting,
    Map<Integer, SweepEvent.Enqueued> enqueued,
    List<SweepEvent.Prior> priors,
    Flow flow,
    Set<String> requests,
    List<Phase> phases,
    Label label,
    long since) {
  /** Left to itself. */
  public static final Steering NONE =
      new Steering(
          Optional.empty(),
          OptionalInt.empty(),
          List.of(),
          Map.of(),
          List.of(),
          Flow.FREE,
          Set.of(),
          List.of(),
          Label.NONE,
          0);

  /** Copies the collections. */
  public Steering {
    waiting = List.copyOf(waiting);
    enqueued = Map.copyOf(enqueued);
    priors = List.copyOf(priors);
    requests = Set.copyOf(requests);
    phases = List.copyOf(phases);
  }

  /** Who chose the values of a trial, for people; empty if it was the sampler alone. */
  public String origin(int trial) {
    return Optional.ofNullable(enqueued.get(trial))
        .map(point -> point.by().isEmpty() ? "enqueued" : "enqueued from " + point.by())
        .orElse("");
  }

  /** The stage that is under way, or was the last; empty for a sweep without stages. */
  public Optional<Phase> phase() {
    return phases.isEmpty() ? Optional.empty() : Optional.of(phases.get(phases.size() - 1));
  }

  /** Which of the stages a trial belongs to, from 0; 0 for a sweep without stages. */
  public int phaseOf(int trial) {
    int at = Math.max(0, phases.size() - 1);
    while (at > 0 && phases.get(at).firstTrial() > trial) {
      at--;
    }
    return at;
  }

  /** Name of the stage that a trial belongs to; empty for a sweep without stages. */
  public String stage(int trial) {
    return phases.isEmpty() ? "" : phases.get(phaseOf(trial)).name();
  }

  /** The same for a history in which trials have other numbers, all of them of one stage. */
  Steering renumbered() {
    return new Steering(
        domain, trials, waiting, enqueued, priors, flow, requests, List.of(), label, since);
  }

  /**
   * A history as a sampler of a space should see it: earlier sweeps' trials first, then this one's,
   * without those that are no points of the space. Numbers run from 1 without gaps. A trial outside
   * is left out, not moved to the nearest point inside, because its loss was measured elsewhere;
   * should the space contain it again one day, it counts again.
   */
  public static History within(SearchSpace space, History history) {
    List<Trial> trials = new ArrayList<>();
    for (SweepEvent.Prior prior : history.steering().priors()) {
      if (space.problem(prior.assignment()).isEmpty()) {
        trials.add(Trial.of(prior, trials.size() + 1));
      }
    }
    for (Trial trial : history.trials()) {
      if (space.problem(trial.assignment()).isEmpty()) {
        trials.add(trial.numbered(trials.size() + 1));
      }
    }
    return new Snapshot(
        history.criteria(),
        history.sequence(),
        List.copyOf(trials),
        history.steering().renumbered());
  }
}
