package io.attune.search;

import io.attune.trial.Curve;
import io.attune.trial.History;
import io.attune.trial.Milestone;
import io.attune.trial.Standing;
import io.attune.trial.TrialEvent;
import java.util.List;
import java.util.Optional;

/**
 * What Weights &amp; Biases calls Hyperband: no brackets, only bands, and a trial is stopped when
 * it is worse than the best 1/eta of those that got to the last band it has passed. Bands count
 * reports, and every report is judged: a trial may fall behind long after it passed.
 */
record BandScheduler(List<Milestone> bands, double eta) implements Scheduler {
  @Override
  public Move next(History history) {
    return new Move.Start();
  }

  @Override
  public Verdict judge(History history, TrialEvent.Reported report) {
    if (!Evidence.in(report, history)) {
      return new Verdict.Continue();
    }
    Curve curve = Evidence.curve(report, history);
    Optional<Milestone> band =
        bands.stream().filter(b -> b.from() <= curve.size() && curve.size() < b.until()).findAny();
    return band.map(passed -> judge(history, report.trial(), passed))
        .orElse(new Verdict.Continue());
  }

  private Verdict judge(History history, int trial, Milestone band) {
    Standing standing = history.rung(band).standing(trial);
    // Weights & Biases takes the value at index floor(n/eta) for the threshold: one more passes.
    return standing.rank() <= standing.atMost(1 / eta)
        ? new Verdict.Continue()
        : new Verdict.Stop(
            "%s number %d of %d after %d reports, where the best %d go on"
                .formatted(
                    Evidence.subject(history, standing),
                    standing.rank() + 1,
                    standing.size(),
                    band.from(),
                    standing.atMost(1 / eta) + 1));
  }
}
