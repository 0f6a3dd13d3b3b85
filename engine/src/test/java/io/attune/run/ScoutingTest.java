package io.attune.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.attune.space.CategoricalParameter;
import io.attune.space.SearchSpace;
import io.attune.sweep.Sweep;
import io.attune.trial.SweepEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Whatever becomes of a scout, its sender gets an answer. */
class ScoutingTest {
  private static final Duration LONG = Duration.ofSeconds(50);

  @Test
  void findingsComeBackAsTheyWere() {
    List<Finding> findings = preflight("calm", LONG);

    assertEquals(2, findings.size());
    assertEquals("first", findings.get(0).check());
    assertEquals(Map.of("seed", 7.0, "none", Double.NaN), findings.get(0).evidence());
    assertEquals("pre-flight: second failed: Mend it.", findings.get(1).text());
  }

  @Test
  void crashKeepsWhatWasFoundBefore() {
    List<Finding> findings = preflight("crash", LONG);

    assertEquals("first", findings.get(0).check());
    assertEquals(
        "pre-flight: completeness doubtful: checking ended too early: the process was killed by"
            + " signal 6.",
        findings.get(1).text());
  }

  @Test
  void hangEndsWhenTimeIsUp() {
    List<Finding> findings = preflight("hang", Duration.ofSeconds(4));

    assertEquals(
        "pre-flight: completeness doubtful: checking took longer than 4s.",
        findings.get(findings.size() - 1).text());
  }

  @Test
  void ratesComeBackToTheLastBit() {
    RateRange range = scouting(LONG).rateRange(space("calm"), 7);

    RateRange.Point point = new RateRange.Point(0.1, Double.NaN, 1.0 / 3);
    assertEquals(new RateRange(0.001, 0.1, 0.05, "a reason", List.of(point)), range);
  }

  @Test
  void refusalIsToldInItsOwnWords() {
    ScoutException refusal =
        assertThrows(ScoutException.class, () -> scouting(LONG).rateRange(space("refuse"), 7));

    assertEquals("the test of learning rates was refused: not this space.", refusal.getMessage());
  }

  @Test
  void trainerWithoutScoutIsNotChecked() {
    Scouting none = new Scouting(new UnbornTrainer(), LONG);

    assertEquals(List.of(), none.preflight(space("calm"), 7));
    ScoutException refusal =
        assertThrows(ScoutException.class, () -> none.rateRange(space("calm"), 7));
    assertEquals(
        "trainer unborn cannot test learning rates. Give min and max as numbers.",
        refusal.getMessage());
  }

  @Test
  void notesAreKeptWithASweepThatIsStoppedBeforeItsFirstTrial() {
    List<String> notes = new ArrayList<>();
    SweepRunner runner =
        SweepRunner.of(Sweep.named("s").space(space("calm")).minimize("m").trials(3).build())
            .trainer(trial -> {})
            .listener(
                events ->
                    events.forEach(
                        event -> {
                          if (event instanceof SweepEvent.Noted noted) {
                            notes.add(noted.text());
                          }
                        }))
            .build();
    CompletableFuture<Void> kept = runner.control().note("one");
    runner.stop("no use");

    SweepResult result = runner.run();

    kept.join();
    assertEquals(List.of("one"), notes);
    assertEquals(0, result.trials().size());
    assertEquals(SweepEvent.Outcome.INTERRUPTED, result.outcome());
  }

  private static List<Finding> preflight(String mood, Duration limit) {
    return scouting(limit).preflight(space(mood), 7);
  }

  private static Scouting scouting(Duration limit) {
    return new Scouting(new ScoutTrainer(), limit);
  }

  private static SearchSpace space(String mood) {
    return SearchSpace.of(CategoricalParameter.constant("mood", mood));
  }
}
