package io.attune.search;

import io.attune.space.SearchSpace;
import io.attune.trial.Milestone;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** Schedulers that compare trials at rungs, each so many times as far as the one before. */
public sealed interface RungSpec extends SchedulerSpec {
  /** What happens to a trial that is not among the best at a rung. */
  enum Mode {
    /** It ends. */
    STOPPING,
    /** It waits at its checkpoint, and goes on when others turn out to be worse. */
    PROMOTION
  }

  /**
   * Asynchronous successive halving: nobody waits for anybody.
   *
   * @param minSteps the first rung, at least 1
   * @param eta factor from rung to rung; the best 1/eta go on; at least 2
   * @param maxSteps where trials end by themselves, so that no rung is needed there
   */
  record Asha(Mode mode, long minSteps, double eta, OptionalLong maxSteps) implements RungSpec {
    /** Checks the settings. */
    public Asha {
      Settings.atLeast("min_steps", minSteps, 1, 1);
      Settings.eta(eta);
      maxSteps.ifPresent(max -> Settings.atLeast("max_steps", max, minSteps + 1, 27 * minSteps));
    }

    @Override
    public String type() {
      return "asha";
    }

    @Override
    public Scheduler create(SearchSpace space) {
      return new AshaScheduler(
          mode, Ladder.of(minSteps, eta, maxSteps.orElse(Long.MAX_VALUE)), eta);
    }
  }

  /**
   * Successive halving, group by group: a rung is judged when all have arrived.
   *
   * @param trials that start together, at least eta
   * @param minSteps the first rung, at least 1
   * @param eta factor from rung to rung; the best 1/eta go on; at least 2
   */
  record SuccessiveHalving(int trials, long minSteps, double eta) implements RungSpec {
    /** Checks the settings. */
    public SuccessiveHalving {
      Settings.atLeast("min_steps", minSteps, 1, 1);
      Settings.eta(eta);
      Settings.atLeast("trials", trials, (long) Math.ceil(eta), Math.round(eta * eta * eta));
    }

    @Override
    public String type() {
      return "successive_halving";
    }

    @Override
    public Scheduler create(SearchSpace space) {
      List<Long> steps = new ArrayList<>();
      double survivors = trials;
      for (double step = minSteps; survivors / eta >= 1 - 1e-9; step *= eta) {
        steps.add(Math.round(step));
        survivors /= eta;
      }
      return new BracketScheduler(
          List.of(new BracketScheduler.Size(trials, Ladder.at(steps))), eta);
    }
  }

  /**
   * Hyperband: brackets of successive halving, from many trials and short rungs to few trials that
   * train in full.
   *
   * @param minSteps the first rung of the largest bracket, at least 1
   * @param maxSteps where trials end by themselves
   * @param eta factor from rung to rung; the best 1/eta go on; at least 2
   */
  record Hyperband(long minSteps, long maxSteps, double eta) implements RungSpec {
    /** Checks the settings. */
    public Hyperband {
      Settings.atLeast("min_steps", minSteps, 1, 1);
      Settings.eta(eta);
      Settings.atLeast("max_steps", maxSteps, (long) Math.ceil(minSteps * eta), 27 * minSteps);
    }

    @Override
    public String type() {
      return "hyperband";
    }

    @Override
    public Scheduler create(SearchSpace space) {
      List<BracketScheduler.Size> cycle = new ArrayList<>();
      for (int s = most(); s >= 0; s--) {
        // Li et al. 2018, algorithm 1, line 3.
        int trials = (int) Math.ceil((most() + 1) * Math.pow(eta, s) / (s + 1) - 1e-9);
        Ladder ladder = Ladder.of(maxSteps / Math.pow(eta, s), eta, maxSteps);
        cycle.add(new BracketScheduler.Size(trials, ladder));
      }
      return new BracketScheduler(cycle, eta);
    }

    /** Rungs of the largest bracket. */
    private int most() {
      return (int) (Math.log((double) maxSteps / minSteps) / Math.log(eta) + 1e-9);
    }
  }

  /**
   * What Weights &amp; Biases calls Hyperband: a trial is stopped when it is worse than the best
   * 1/eta at the last band it has passed. Bands count reports of the objective.
   *
   * @param iterations the first band, or where bands end if {@code bands} is given; at least 1
   * @param bands number of bands before {@code iterations}; empty for bands without end
   * @param eta factor from band to band, at least 2
   * @param measure the best loss up to a band, or the one right there, which W&amp;B calls strict
   */
  record Bands(long iterations, OptionalInt bands, double eta, Milestone.Measure measure)
      implements RungSpec {
    /** Checks the settings. */
    public Bands {
      Settings.eta(eta);
      Settings.atLeast(bands.isPresent() ? "max_iter" : "min_iter", iterations, 1, 3);
      bands.ifPresent(s -> Settings.atLeast("s", s, 1, 2));
      if (bands.isPresent() && iterations / eta < 1) {
        throw new IllegalArgumentException(
            "max_iter %d leaves no band at eta %s. Maybe use max_iter %d."
                .formatted(iterations, Settings.plain(eta), Math.round(eta * eta * eta)));
      }
    }

    @Override
    public String type() {
      return "hyperband";
    }

    @Override
    public Scheduler create(SearchSpace space) {
      Ladder ladder =
          bands.isPresent()
              ? Ladder.at(downwards(bands.getAsInt()))
              : Ladder.of(iterations, eta, Long.MAX_VALUE);
      List<Milestone> counted =
          ladder.rungs().stream().map(m -> m.counting(Milestone.Unit.REPORTS, measure)).toList();
      return new BandScheduler(counted, eta);
    }

    private List<Long> downwards(int count) {
      List<Long> steps = new ArrayList<>();
      double band = iterations / eta;
      for (int i = 0; i < count && band >= 1; i++, band /= eta) {
        steps.add(0, (long) band);
      }
      return steps.stream().distinct().toList();
    }
  }
}
