package io.attune.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.attune.search.RungSpec;
import io.attune.search.SamplerSpec;
import io.attune.space.FloatParameter;
import io.attune.sweep.Sweep;
import io.attune.sweep.SweepBuilder;
import io.attune.sweep.SweepFile;
import io.attune.trial.SweepEvent;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Sweeps that end because they have achieved enough. */
class StopRuleTest {
  private static SweepBuilder sweep() {
    return Sweep.named("enough")
        .space(FloatParameter.uniform("x", 0, 1))
        .maximize("score")
        .sampler(new SamplerSpec.Random())
        .trials(500)
        .seed(8);
  }

  private static SweepResult run(Sweep sweep) {
    return SweepRunner.of(sweep)
        .trainer(
            trial -> {
              for (int step = 1; step <= 3; step++) {
                double score = trial.assignment().number("x") * step / 3;
                if (!trial.report(step, Map.of("score", score))) {
                  return;
                }
              }
            })
        .run();
  }

  @Test
  void noTrialIsStartedOnceTheTargetIsReached() {
    SweepResult result = run(sweep().target(0.9).build());
    int last = result.trials().size();
    assertEquals("trial %d reached the target 0.9".formatted(last), result.reason());
    assertEquals(SweepEvent.Outcome.FINISHED, result.outcome());
    assertTrue(result.history().trial(last).score(result.sweep().objective()).orElseThrow() >= 0.9);
  }

  @Test
  void pausedTrialsDoNotGoOnOnceItIsEnough() {
    SweepResult result =
        run(sweep().target(0.3).scheduler(new RungSpec.SuccessiveHalving(9, 1, 3)).build());
    assertEquals(1, result.trials().stream().mapToInt(t -> t.attempt()).max().orElseThrow());
  }

  @Test
  void aSweepEndsWhenAnotherTrialIsNotWorthIt() {
    SweepResult result = run(sweep().minImprovement(0.002).build());
    assertTrue(
        result
            .reason()
            .matches(
                "expected improvement 0\\.0\\d+ per trial is below 0\\.002"
                    + " \\(forecast of the next \\d+ trials from the last \\d+\\)"),
        result.reason());
    assertTrue(result.trials().size() < 200, result.trials().size() + " trials");
    assertTrue(result.best().orElseThrow().score(result.sweep().objective()).orElseThrow() > 0.9);
  }

  @Test
  void theTargetOfWeightsAndBiasesMeansTheSame() {
    String file =
        "trainer: t\nmetric: {name: score, goal: maximize, target: 0.9}\nparameters: {x: {value: 1}}\n";
    assertEquals(0.9, SweepFile.parse(file, "s.yaml").sweep().stop().target().orElseThrow());
  }

  @Test
  void whoAsksIsToldThatItIsEnough() {
    try (AskTell search = AskTell.open(sweep().target(0.5).build())) {
      AskTell.Ask ask = search.ask().orElseThrow();
      search.tell(ask, 0.7);
      assertTrue(search.ask().isEmpty());
    }
  }
}
