package io.attune.app;

import io.attune.run.Finding;
import io.attune.run.RateRange;
import io.attune.run.ScoutException;
import io.attune.run.Scouting;
import io.attune.sweep.Sweep;
import io.attune.sweep.SweepDocument;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * What is done before a sweep starts: a range that is {@code auto} is measured, and pre-flight
 * checks tell whether trials can train at all.
 *
 * @param sweep with numbers in place of {@code auto}
 * @param settled what became of {@code auto}, for people
 * @param findings of the checks
 */
record Groundworks(Sweep sweep, List<String> settled, List<Finding> findings) {
  /** Much more than any of it takes, finding principal axes included; what takes longer hangs. */
  static final Duration LIMIT = Duration.ofMinutes(5);

  /**
   * Does it.
   *
   * @param sweep the document's, or one that differs from it by its seed
   * @param checks whether to make the pre-flight checks
   */
  static Groundworks of(SweepDocument document, Sweep sweep, boolean checks, PrintWriter out) {
    List<String> notes = new ArrayList<>();
    Sweep settled = settled(document, sweep, notes);
    Instant begun = Instant.now();
    List<Finding> findings =
        checks ? scouting(settled).preflight(settled.domain().open(), settled.seed()) : List.of();
    show(findings, Duration.between(begun, Instant.now()), out);
    return new Groundworks(settled, notes, findings);
  }

  /** Whether to train would be a waste of time. */
  boolean failed() {
    return findings.stream().anyMatch(Finding::isFailure);
  }

  /** What the checks found, each in a line; what was not well has been printed. */
  List<String> found() {
    return findings.stream().map(Finding::text).toList();
  }

  /** All that was found, to be kept with the sweep. */
  List<String> notes() {
    return Stream.concat(settled.stream(), found().stream()).toList();
  }

  private static Sweep settled(SweepDocument document, Sweep sweep, List<String> notes) {
    if (document.groundwork().auto().isEmpty()) {
      return sweep;
    }
    String parameter = document.groundwork().auto().get().parameter();
    try {
      RateRange range = scouting(sweep).rateRange(sweep.domain().open(), sweep.seed());
      Sweep settled = document.groundwork().settle(sweep, range.min(), range.max());
      notes.add(
          "%s: auto became %s to %s: %s"
              .formatted(
                  parameter,
                  Numbers.of(settled.space().parameter(parameter).orElseThrow().decode(0)),
                  Numbers.of(settled.space().parameter(parameter).orElseThrow().decode(1)),
                  range.reason()));
      return settled;
    } catch (ScoutException | IllegalArgumentException e) {
      throw new WrongInput(document.places().complaint(parameter, String.valueOf(e.getMessage())));
    }
  }

  private static Scouting scouting(Sweep sweep) {
    return new Scouting(SweepFiles.provider(sweep), LIMIT);
  }

  /** All that is not well; what is well is kept with the sweep. */
  private static void show(List<Finding> findings, Duration took, PrintWriter out) {
    findings.stream()
        .filter(finding -> finding.verdict() != Finding.Verdict.PASSED)
        .forEach(finding -> out.println(Plain.line(finding.text())));
    long passed = findings.stream().filter(f -> f.verdict() == Finding.Verdict.PASSED).count();
    if (!findings.isEmpty()) {
      out.printf(
          "Pre-flight: %s checks passed in %s; `attune show` has all they measured.%n",
          passed == findings.size() ? "all " + passed : passed + " of " + findings.size(),
          Numbers.of(took));
    }
  }
}
