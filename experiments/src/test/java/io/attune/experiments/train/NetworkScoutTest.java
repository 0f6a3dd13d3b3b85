package io.attune.experiments.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.attune.run.Finding;
import io.attune.run.Finding.Verdict;
import io.attune.run.RateRange;
import io.attune.run.RateRange.Point;
import io.attune.run.Scout;
import io.attune.run.Trainers;
import io.attune.space.SearchSpace;
import io.attune.sweep.SweepFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is checked and measured before sweeps of networks. */
class NetworkScoutTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "linear; {}",
        "linear; {data: {value: moons}}",
        "linear; {data: {value: polynomial}, degree: {value: 3}}",
        "mlp; {layers: {values: [1, 3]}, activation: {values: [relu, tanh, gelu]}}",
        "mlp; {batch_norm: {value: true}, dropout: {value: 0.5}, l2: {value: 0.01}}",
        "mlp; {data: {value: polynomial}, activation: {value: tanh}}",
        "mlp; {loss: {values: [softmax, svm, squared_svm]}}",
        "cnn; {pooling: {values: [max, average]}, filters: {value: 4}}",
        "resnet; {depth: {value: 8}, width: {value: 4}}"
      })
  void soundNetworksFailNoCheck(String trainer, String space) {
    findings(trainer, space).forEach(finding -> assertFalse(finding.isFailure(), finding.text()));
  }

  @Test
  void choicesAreLookedAtInTurn() {
    List<Finding> findings =
        findings("mlp", "{initialization: {values: [he, xavier, zeros]}, data: {value: digits}}");

    Finding heart = named(findings, "twenty examples by heart");
    assertEquals(Verdict.DOUBTFUL, heart.verdict(), heart.text());
    assertTrue(heart.explanation().startsWith("with initialization zeros, "), heart.text());
  }

  @Test
  void zerosAloneFail() {
    List<Finding> findings = findings("mlp", "{initialization: {value: zeros}}");

    assertTrue(named(findings, "twenty examples by heart").isFailure());
    assertTrue(named(findings, "no dead or saturated layer").isFailure());
  }

  @Test
  void rampFindsRatesThatLearnDigits() {
    RateRange range = scout("mlp").rateRange(space("{units: {value: 32}}"), 7);

    assertTrue(range.min() < range.suggested() && range.suggested() <= range.max(), range.reason());
    assertTrue(range.suggested() > 0.01 && range.max() < 5, range.reason());
    assertEquals(1e-7, range.points().get(0).rate());
  }

  @Test
  void rampRepeatsItselfToTheLastBit() {
    SearchSpace space = space("{dropout: {value: 0.2}, optimizer: {value: adam}}");

    assertEquals(scout("mlp").rateRange(space, 7), scout("mlp").rateRange(space, 7));
  }

  @Test
  void rangeIsReadOffTheSmoothedLoss() {
    RateRange range = new RateSearch(valley(2.3)).range();

    // Flat until 1e-4, then a straight line down to 1e-1, then up.
    assertEquals(0.1, range.max(), 0.02);
    assertTrue(range.suggested() > 1e-4 && range.suggested() < 0.1, range.reason());
    assertEquals(range.suggested() / 100, range.min(), range.min() / 10);
  }

  @Test
  void lossThatNeverFallsHasNoRange() {
    IllegalArgumentException refusal =
        assertThrows(IllegalArgumentException.class, () -> new RateSearch(valley(0)).range());

    assertEquals(
        "no learning rate from 1.0e-07 to 10.00 lowers the loss of 2.30. Run the pre-flight checks,"
            + " or give min and max as numbers.",
        refusal.getMessage());
  }

  @Test
  void networkFromAFileIsJudgedByItsWeights(@TempDir Path folder) throws Exception {
    String model = saved(folder, "0-9").toString();

    RateRange fresh = scout("mlp").rateRange(space("{layers: {value: 2}}"), 7);
    RateRange tuned = scout("mlp").rateRange(space("{start_from: {value: '%s'}}", model), 7);
    List<Finding> findings = findings("mlp", "{start_from: {value: '%s'}}".formatted(model));

    // Its features tell digits apart, so that a new head learns them sooner.
    assertTrue(lowest(tuned) < lowest(fresh), lowest(tuned) + " is not below " + lowest(fresh));
    assertEquals(
        Finding.leftOut(
            "loss at chance",
            "weights come from " + model + ", and what has learned already is not at chance."),
        named(findings, "loss at chance"));
    assertEquals(Verdict.PASSED, named(findings, "gradients").verdict());
    assertEquals(Verdict.PASSED, named(findings, "twenty examples by heart").verdict());
  }

  private static double lowest(RateRange range) {
    return range.points().stream().mapToDouble(Point::smoothed).min().orElseThrow();
  }

  /** A trained network keeps its head where it may, and then starts where it ended. */
  @Test
  void rampOfATrainedNetworkBeginsAtItsLoss(@TempDir Path folder) throws Exception {
    String model = saved(folder, "0-4").toString();
    String space = "{start_from: {value: '%s'}, new_head: {value: false}, classes: {value: 0-4}}";

    double first = scout("mlp").rateRange(space(space, model), 7).points().get(0).loss();

    // Chance is ln 5 = 1.61.
    assertTrue(first < 1, "begins at " + first);
  }

  @Test
  void whatIsFrozenIsCountedNeitherAsParameterNorAsAbleToLearn(@TempDir Path folder)
      throws Exception {
    String model = saved(folder, "0-9").toString();

    List<Finding> findings =
        findings("mlp", "{start_from: {value: '%s'}, freeze: {value: 2}}".formatted(model));

    assertEquals(
        Finding.leftOut(
            "twenty examples by heart",
            "part of the network never changes, and what is left need not be able to do that."),
        named(findings, "twenty examples by heart"));
    assertEquals(
        32 * 10 + 10.0, named(findings, "parameters and examples").evidence().get("parameters"));
    assertEquals(
        2.0,
        named(findings, "no dead or saturated layer").evidence().get("layers with an activation"));
  }

  @Test
  void foreignNetworkIsLookedAtWhereThatSaysSomething() throws Exception {
    String script = Path.of(NetworkScoutTest.class.getResource("features.pt").toURI()).toString();

    List<Finding> tuned = findings("mlp", "{start_from: {value: '%s'}}".formatted(script));
    List<Finding> fixed = findings("mlp", "{features_from: {value: '%s'}}".formatted(script));

    assertEquals(
        Finding.leftOut(
            "gradients", script + " computes with 32 bits, which are too few for differences."),
        named(tuned, "gradients"));
    assertEquals(
        64 * 12 + 3 * 12 + 12 * 64 + 64 + 64 * 10 + 10.0,
        named(tuned, "parameters and examples").evidence().get("parameters"));
    assertEquals(Verdict.PASSED, named(fixed, "gradients").verdict());
    assertEquals(Verdict.LEFT_OUT, named(fixed, "twenty examples by heart").verdict());
    assertEquals(
        12 * 64 + 64 + 64 * 10 + 10.0,
        named(fixed, "parameters and examples").evidence().get("parameters"));
  }

  private static Path saved(Path folder, String classes) throws Exception {
    Map<String, Object> values = Map.of("layers", 2, "units", 32, "epochs", 5, "classes", classes);
    MemoryTrial trial = new MemoryTrial(values, 1, folder);
    new MlpProvider().trainer().train(trial);
    Path model = folder.resolve("digits.model");
    new MlpProvider().save(trial.assignment(), folder, model);
    return model;
  }

  private static List<Point> valley(double depth) {
    List<Point> points = new ArrayList<>();
    for (int i = 0; i <= 160; i++) {
      double power = -7 + i / 20.0;
      double way = Math.max(0, Math.min(1, (power + 4) / 3));
      double loss = 2.3 - 0.9 * depth * way + Math.max(0, power + 1);
      points.add(new Point(Math.pow(10, power), loss, loss));
    }
    return points;
  }

  private static Finding named(List<Finding> findings, String check) {
    return findings.stream().filter(f -> f.check().equals(check)).findFirst().orElseThrow();
  }

  private static List<Finding> findings(String trainer, String space) {
    List<Finding> findings = new ArrayList<>();
    scout(trainer).preflight(space(space), 7, findings::add);
    assertEquals(6, findings.size());
    return findings;
  }

  private static Scout scout(String trainer) {
    return Trainers.named(trainer).orElseThrow().scout().orElseThrow();
  }

  private static SearchSpace space(String parameters, String file) {
    return space(parameters.formatted(file));
  }

  private static SearchSpace space(String parameters) {
    String file = "trainer: t\nmetric: {name: m}\nparameters: " + parameters;
    return SweepFile.parse(file, "s.yaml").sweep().space();
  }
}
