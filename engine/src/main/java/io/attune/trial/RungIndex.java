package io.attune.trial;

import java.util.AbstractList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeSet;

/**
 * A rung that is kept up to date trial by trial. Losses and numbers lie sorted in two arrays: to
 * insert is to move a block of memory, which for ten thousand trials takes microseconds.
 */
final class RungIndex implements GrowingRung {
  private final Milestone milestone;
  private final Objective objective;
  private final Map<Integer, Double> losses = new HashMap<>();
  private final TreeSet<Integer> paused;
  private double[] sorted = new double[8];
  private int[] trials = new int[8];
  private int size;

  RungIndex(Milestone milestone, Objective objective) {
    this.milestone = milestone;
    this.objective = objective;
    Comparator<Integer> byLoss = Comparator.comparingDouble(losses::get);
    this.paused = new TreeSet<>(byLoss.thenComparing(Comparator.naturalOrder()));
  }

  @Override
  public void update(Trial trial) {
    if (!milestone.has(trial.number())) {
      return;
    }
    OptionalInt arrival = arrival(trial);
    boolean known = losses.containsKey(trial.number());
    if (arrival.isEmpty() && known) {
      remove(trial.number());
    } else if (arrival.isPresent() && !known) {
      // Once known its loss stays: whatever changes it voids the arrival first.
      Curve curve = trial.curve(objective.metric());
      add(trial.number(), milestone.loss(curve, arrival.getAsInt(), objective));
    }
    if (arrival.isPresent()) {
      markPaused(trial);
    }
  }

  private OptionalInt arrival(Trial trial) {
    return trial.state() instanceof TrialState.Failed
        ? OptionalInt.empty()
        : milestone.arrival(trial.curve(objective.metric()));
  }

  private void markPaused(Trial trial) {
    if (milestone.pausedAt(trial, trial.curve(objective.metric()))) {
      paused.add(trial.number());
    } else {
      paused.remove(trial.number());
    }
  }

  private void add(int trial, double loss) {
    if (size == sorted.length) {
      sorted = Arrays.copyOf(sorted, size * 2);
      trials = Arrays.copyOf(trials, size * 2);
    }
    int at = placeOf(trial, loss);
    System.arraycopy(sorted, at, sorted, at + 1, size - at);
    System.arraycopy(trials, at, trials, at + 1, size - at);
    sorted[at] = loss;
    trials[at] = trial;
    size++;
    losses.put(trial, loss);
  }

  private void remove(int trial) {
    paused.remove(trial);
    int at = place(trial);
    System.arraycopy(sorted, at + 1, sorted, at, size - at - 1);
    System.arraycopy(trials, at + 1, trials, at, size - at - 1);
    size--;
    losses.remove(trial);
  }

  /** Where a trial is, or belongs. */
  private int placeOf(int trial, double loss) {
    int low = 0;
    int high = size;
    while (low < high) {
      int middle = (low + high) >>> 1;
      int order = Double.compare(sorted[middle], loss);
      if (order < 0 || (order == 0 && trials[middle] < trial)) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  @Override
  public int size() {
    return size;
  }

  @Override
  public boolean has(int trial) {
    return losses.containsKey(trial);
  }

  @Override
  public Standing standing(int trial) {
    return new Standing(loss(trial), view());
  }

  @Override
  public int place(int trial) {
    return placeOf(trial, loss(trial));
  }

  @Override
  public Optional<Integer> firstPaused() {
    return paused.isEmpty() ? Optional.empty() : Optional.of(paused.first());
  }

  private double loss(int trial) {
    Double loss = losses.get(trial);
    if (loss == null) {
      throw new IllegalArgumentException("trial " + trial + " has not arrived at " + milestone);
    }
    return loss;
  }

  private List<Double> view() {
    return new AbstractList<>() {
      @Override
      public Double get(int index) {
        return sorted[index];
      }

      @Override
      public int size() {
        return size;
      }
    };
  }
}
