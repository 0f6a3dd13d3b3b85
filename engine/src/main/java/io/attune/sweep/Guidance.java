package io.attune.sweep;

import io.attune.space.Assignment;
import io.attune.space.Domain;
import io.attune.space.SearchSpace;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * What a sweep is told besides its space: what to hold, what to try first, what is known already.
 *
 * @param fixed values of parameters that do not vary for now, wherever they apply
 * @param enqueue points to try first, whole or in part
 * @param priorRuns sweeps and trials of the same store that count as observations of this sweep
 * @param warmStart a sweep of the same store with a related task, whose best points are tried first
 */
public record Guidance(
    Map<String, Object> fixed,
    List<Assignment> enqueue,
    List<Earlier> priorRuns,
    OptionalLong warmStart) {
  /** None. */
  public static final Guidance NONE =
      new Guidance(Map.of(), List.of(), List.of(), OptionalLong.empty());

  /** Copies the collections. */
  public Guidance {
    fixed = new Assignment(fixed).values();
    enqueue = List.copyOf(enqueue);
    priorRuns = List.copyOf(priorRuns);
  }

  /** With one more parameter held. */
  public Guidance fixed(String parameter, Object value) {
    Map<String, Object> more = new LinkedHashMap<>(fixed);
    more.put(parameter, value);
    return new Guidance(more, enqueue, priorRuns, warmStart);
  }

  /** With one more point to try first. */
  public Guidance enqueue(Map<String, Object> point) {
    List<Assignment> more = new ArrayList<>(enqueue);
    more.add(new Assignment(point));
    return new Guidance(fixed, more, priorRuns, warmStart);
  }

  /** With one more sweep, or trial, that is known. */
  public Guidance priorRun(Earlier earlier) {
    List<Earlier> more = new ArrayList<>(priorRuns);
    more.add(earlier);
    return new Guidance(fixed, enqueue, more, warmStart);
  }

  /** With a sweep to begin from. */
  public Guidance warmStart(long sweep) {
    return new Guidance(fixed, enqueue, priorRuns, OptionalLong.of(sweep));
  }

  /**
   * The same, with values spelled as the parameters of a space spell them.
   *
   * @throws IllegalArgumentException if it makes no sense in the space
   */
  Guidance in(SearchSpace space) {
    Domain domain = new Domain(space, fixed);
    return new Guidance(
        domain.fixed(),
        enqueue.stream().map(point -> domain.part(point.values())).toList(),
        priorRuns,
        warmStart);
  }

  /**
   * Something of an earlier sweep in the same store.
   *
   * @param sweep its number
   * @param trial number of a trial; empty for all of them
   */
  public record Earlier(long sweep, OptionalInt trial) {
    /** All trials of a sweep. */
    public static Earlier sweep(long sweep) {
      return new Earlier(sweep, OptionalInt.empty());
    }

    /** One trial. */
    public static Earlier trial(long sweep, int trial) {
      return new Earlier(sweep, OptionalInt.of(trial));
    }

    /** As sweep files write it: {@code 12} or {@code 12/3}. */
    @Override
    public String toString() {
      return trial.isPresent() ? sweep + "/" + trial.getAsInt() : Long.toString(sweep);
    }
  }
}
