package io.attune.sweep;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.attune.search.RungSpec;
import io.attune.search.SamplerSpec;
import io.attune.search.SchedulerSpec;
import io.attune.search.qmc.Sequence;
import io.attune.space.CategoricalParameter;
import io.attune.space.Condition;
import io.attune.space.FloatParameter;
import io.attune.space.IntParameter;
import io.attune.space.Parameter;
import io.attune.space.SearchSpace;
import io.attune.trial.Constraint;
import io.attune.trial.Objective;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SweepFileTest {
  private static final String DIGITS =
      """
      name: digits-mlp
      trainer: mlp                      # what trains
      metric: {name: val_accuracy, goal: maximize}
      method: bayes
      seed: 7
      budget: {trials: 40, time: 20m}
      parallel: 2
      early_terminate: {type: median}
      parameters:
        learning_rate: {distribution: log_uniform_values, min: 1e-4, max: 1}
        optimizer:     {values: [sgd, nesterov, adam]}
        momentum:      {min: 0.5, max: 0.99, when: {optimizer: [sgd, nesterov]}}
      """;

  private static final String HEAD = "trainer: t\nmetric: {name: m}\n";

  @TempDir Path folder;

  @Test
  void aSweepFileSaysAllOfASweep() {
    Sweep expected =
        Sweep.named("digits-mlp")
            .trainer("mlp")
            .maximize("val_accuracy")
            .sampler(new SamplerSpec.Bayes())
            .seed(7)
            .trials(40)
            .time(Duration.ofMinutes(20))
            .parallel(2)
            .scheduler(SchedulerSpec.Median.standard())
            .space(
                FloatParameter.logUniform("learning_rate", 1e-4, 1),
                CategoricalParameter.of("optimizer", "sgd", "nesterov", "adam"),
                FloatParameter.uniform("momentum", 0.5, 0.99)
                    .when(Condition.when("optimizer", "sgd", "nesterov")))
            .build();
    assertEquals(expected, SweepFile.parse(DIGITS, "digits.yaml").sweep());
  }

  @Test
  void theDocumentKeepsTheTextAsItWas() {
    assertEquals(DIGITS, SweepFile.parse(DIGITS, "digits.yaml").source());
  }

  @Test
  void whatIsLeftOutHasADefault() {
    Sweep sweep = SweepFile.parse(HEAD + "parameters: {}", "tiny.sweep.yaml").sweep();
    Sweep expected =
        Sweep.named("tiny.sweep")
            .trainer("t")
            .minimize("m")
            .space(new SearchSpace(List.of()))
            .seed(sweep.seed())
            .build();
    assertEquals(expected, sweep);
  }

  @Test
  void jsonMeansTheSameAsYaml() {
    String json =
        """
        {\t"trainer": "t", "metric": {"name": "m"}, "seed": 1, "name": "x",
        \t"parameters": {"lr": {"min": 1e-4, "max": 1}, "opt": {"values": ["a", "b", 1.0]}}}
        """;
    String yaml =
        HEAD
            + """
            seed: 1
            name: x
            parameters:
              lr: {min: 1e-4, max: 1}
              opt: {values: [a, "b", 1.0]}
            """;
    assertEquals(SweepFile.parse(yaml, "x.yaml").sweep(), SweepFile.parse(json, "x.json").sweep());
    assertEquals(
        SweepFile.parse(yaml, "x.yaml").sweep(), SweepFile.parse(json, "no suffix").sweep());
  }

  @Test
  void samplersAreChosenByMethodOrSampler() {
    assertEquals(new SamplerSpec.Random(), with("method: random").sampler());
    assertEquals(new SamplerSpec.Random(), with("sampler: {type: random}").sampler());
    assertEquals(new SamplerSpec.Grid(), with("method: grid").sampler());
    assertEquals(new SamplerSpec.Tpe(10, 24), with("sampler: tpe").sampler());
    assertEquals(
        new SamplerSpec.Tpe(5, 100),
        with("sampler: {candidates: 100, type: tpe, start_trials: 5}").sampler());
    assertEquals(
        new SamplerSpec.Cma(1.0 / 6, OptionalInt.of(12)),
        with("sampler: {type: cma, population: 12}").sampler());
    assertEquals(
        new SamplerSpec.Qmc(Sequence.HALTON), with("sampler: {type: qmc, kind: halton}").sampler());
  }

  @Test
  void bohbIsHyperbandWithASamplerOfItsOwn() {
    Sweep both = with("early_terminate: {type: bohb, max_steps: 81}");
    assertEquals(new RungSpec.Hyperband(1, 81, 3), both.scheduler());
    assertEquals(SamplerSpec.Bohb.standard(), both.sampler());
    assertEquals(both, SweepFile.parse(SweepFile.write(both), "s.json").sweep());
    assertEquals(
        new SamplerSpec.Bohb(24),
        with("early_terminate: {type: bohb, max_steps: 81}\nsampler: {type: bohb, candidates: 24}")
            .sampler());
    assertEquals(
        SamplerSpec.Bohb.standard(),
        with("early_terminate: [{type: threshold, upper: 9}, {type: bohb, max_steps: 81}]")
            .sampler());
  }

  @Test
  void methodAndSamplerMayAgree() {
    assertEquals(
        new SamplerSpec.Random(), with("method: random\nsampler: {type: random}").sampler());
  }

  @Test
  void autoAndGpAreNamesForBayesWhichIsTheDefault() {
    assertEquals(new SamplerSpec.Bayes(), with("sampler: auto").sampler());
    assertEquals(new SamplerSpec.Bayes(), with("sampler: {type: gp}").sampler());
    assertEquals(new SamplerSpec.Bayes(), with("method: bayes\nsampler: gp").sampler());
    assertEquals(new SamplerSpec.Bayes(), with("").sampler());
  }

  @Test
  void earlyStoppingHasSettings() {
    assertEquals(
        new SchedulerSpec.Median(2, 0),
        with("early_terminate: {type: median, min_trials: 2, warmup_steps: 0}").scheduler());
    assertEquals(new SchedulerSpec.None(), with("early_terminate: {type: none}").scheduler());
  }

  @Test
  void runCapIsTheBudgetOfTrials() {
    assertEquals(Budget.trials(9), with("run_cap: 9").budget());
  }

  @ParameterizedTest
  @CsvSource({
    "90s, PT90S", "20m, PT20M", "1h30m, PT90M", "2d, PT48H", "1d 2h 3m 4.5s, PT26H3M4.5S",
    "45, PT45S", "0.5, PT0.5S", "1e2, PT100S", "'\"30\"', ", "1.5h, PT90M"
  })
  void timesAreReadableToPeople(String text, String expected) {
    if (expected == null) {
      assertThrows(SweepFileException.class, () -> with("budget: {time: " + text + "}"));
    } else {
      assertEquals(
          Optional.of(Duration.parse(expected)),
          with("budget: {time: " + text + "}").budget().time());
    }
  }

  @Test
  void groupsFlattenToDottedNames() {
    Sweep sweep =
        parameters(
            """
              optimizer:
                parameters:
                  type: {values: [sgd, adam]}
                  schedule:
                    parameters:
                      decay: {min: 0.1, max: 0.9}
              parameters: {value: 3}
            """);
    assertEquals(
        List.of("optimizer.type", "optimizer.schedule.decay", "parameters"),
        sweep.space().parameters().stream().map(Parameter::name).toList());
  }

  @Test
  void parentsAreLookedForFromTheInsideOut() {
    Sweep sweep =
        parameters(
            """
              type: {values: [a, b]}
              size: {values: [1, 2]}
              net:
                parameters:
                  type: {values: [mlp, cnn]}
                  deep:
                    parameters:
                      near: {value: 1, when: {type: cnn}}
                      far: {value: 1, when: {size: 2, net.type: mlp}}
              net.flat: {value: 1, when: {type: a}}
            """);
    assertEquals(Map.of("net.type", List.of("cnn")), parents(sweep, "net.deep.near"));
    assertEquals(
        Map.of("size", List.of(2L), "net.type", List.of("mlp")), parents(sweep, "net.deep.far"));
    assertEquals(Map.of("type", List.of("a")), parents(sweep, "net.flat"));
  }

  @Test
  void conditionsFindNumbersHoweverTheyAreSpelt() {
    Sweep sweep =
        parameters(
            """
              dropout: {values: [0.0, 0.5]}
              layers: {min: 1, max: 3}
              rate: {value: 1, when: {dropout: 0, layers: 2.0}}
            """);
    assertEquals(Map.of("dropout", List.of(0.0), "layers", List.of(2.0)), parents(sweep, "rate"));
    assertEquals(
        Optional.empty(),
        sweep
            .space()
            .problem(
                new io.attune.space.Assignment(Map.of("dropout", 0.0, "layers", 2L, "rate", 1L))));
  }

  @Test
  void aConditionMayAskForAList() {
    Sweep sweep =
        parameters(
            """
              layers: {values: [[64], [64, 32]]}
              second: {value: 1, when: {layers: [[64, 32]]}}
            """);
    assertEquals(Map.of("layers", List.of(List.of(64L, 32L))), parents(sweep, "second"));
  }

  @Test
  void aliasesAndMergesRepeatWhatTheyStandFor() {
    Sweep sweep =
        parameters(
            """
              a: &range {min: 1, max: 8}
              b: *range
              c: {<<: *range, max: 16}
              d: {<<: [{min: 2}, *range]}
            """);
    assertEquals(
        List.of(
            IntParameter.uniform("a", 1, 8),
            IntParameter.uniform("b", 1, 8),
            IntParameter.uniform("c", 1, 16),
            IntParameter.uniform("d", 2, 8)),
        sweep.space().parameters());
  }

  @Test
  void unquotedWordsMeanWhatYaml12SaysAndDigitsMayBeGrouped() {
    Sweep sweep =
        parameters(
            "  x: {values: [on, off, yes, No, 1:30, 2024-01-02, 0x1F, 0o17, 007, .5, 1., 1e3, 1E-4,"
                + " +1, -1, True, FALSE, 1_000, 1e, e1, '1', .inf, -.INF, .nan, 0b1, !!str 5]}");
    assertEquals(
        List.of(
            "on",
            "off",
            "yes",
            "No",
            "1:30",
            "2024-01-02",
            31L,
            15L,
            7L,
            0.5,
            1.0,
            1000.0,
            1e-4,
            1L,
            -1L,
            true,
            false,
            1000L,
            "1e",
            "e1",
            "1",
            Double.POSITIVE_INFINITY,
            Double.NEGATIVE_INFINITY,
            Double.NaN,
            "0b1",
            "5"),
        ((CategoricalParameter) sweep.space().parameters().get(0)).choices());
  }

  @Test
  void everyPartHasAPlaceForLaterComplaints() {
    Places places = SweepFile.parse(DIGITS, "digits.yaml").places();
    assertEquals("digits.yaml:12", places.of("momentum"));
    assertEquals("digits.yaml:6", places.of("budget.time"));
    assertEquals("digits.yaml:3", places.of("metric"));
    assertEquals("digits.yaml:9", places.of("dropout"));
    assertEquals(
        "digits.yaml:11: parameters.optimizer: lion is unknown.",
        places.complaint("optimizer", "lion is unknown."));
    assertEquals(
        "digits.yaml:9: parameters.units: this trainer needs it.",
        places.complaint("units", "this trainer needs it."));
  }

  @Test
  void nestedParametersAreFoundByTheirDottedNames() {
    Places places =
        SweepFile.parse(
                HEAD + "parameters:\n  net:\n    parameters:\n      units: {min: 1, max: 2}\n",
                "n.yaml")
            .places();
    assertEquals(
        "n.yaml:6: parameters.net.parameters.units: no.", places.complaint("net.units", "no."));
  }

  @Test
  void filesAreReadFromDisk() throws IOException {
    Path file = Files.writeString(folder.resolve("digits.yaml"), "\uFEFF" + DIGITS);
    assertEquals(SweepFile.parse(DIGITS, "digits.yaml").sweep(), SweepFile.read(file).sweep());
  }

  @Test
  void filesThatCannotBeOpenedAreNamedInFull() throws IOException {
    Path missing = folder.resolve("missing.yaml");
    assertEquals(missing + ": there is no such file.", message(missing));
    assertEquals(folder + ": this is a directory. Name the sweep file in it.", message(folder));
    Path latin =
        Files.write(folder.resolve("l.yaml"), "name: é".getBytes(StandardCharsets.ISO_8859_1));
    assertEquals(
        latin + ": it is not UTF-8 text. Maybe save it again with that encoding.", message(latin));
    Path empty = Files.writeString(folder.resolve("empty.yaml"), "");
    assertEquals(
        "empty.yaml: the file is empty. A sweep needs trainer, metric and parameters.",
        message(empty));
  }

  @Test
  void problemsComeOneByOneAndTogether() {
    SweepFileException error =
        assertThrows(SweepFileException.class, () -> SweepFile.parse("seed: x\n" + HEAD, "s.yaml"));
    assertEquals(
        List.of(
            "s.yaml:1: parameters: this key is missing."
                + " Maybe write `parameters: {lr: {min: 0.001, max: 0.1}}`.",
            "s.yaml:1: seed: found the text \"x\", but expected a whole number."),
        error.problems());
    assertEquals(String.join("\n", error.problems()), error.getMessage());
  }

  private static String message(Path file) {
    return String.valueOf(
        assertThrows(SweepFileException.class, () -> SweepFile.read(file)).getMessage());
  }

  private static Sweep with(String line) {
    return SweepFile.parse(HEAD + line + "\nparameters: {x: {value: 1}}", "s.yaml").sweep();
  }

  private static Sweep parameters(String lines) {
    return SweepFile.parse(HEAD + "parameters:\n" + lines, "s.yaml").sweep();
  }

  private static Map<String, List<Object>> parents(Sweep sweep, String name) {
    return sweep.space().parameter(name).orElseThrow().condition().parents();
  }

  @Test
  void severalMetricsAndConstraintsAreRead() {
    Sweep sweep =
        SweepFile.parse(
                """
                trainer: t
                metric:
                  - {name: accuracy, goal: maximize, reference: 0.5}
                  - {name: size}
                constraints:
                  - {metric: latency_ms, max: 20}
                  - {metric: accuracy, min: 0.8, max: 1}
                parameters: {x: {min: 0.0, max: 1.0}}
                """,
                "s.yaml")
            .sweep();
    assertEquals(
        List.of(Objective.maximize("accuracy").reference(0.5), Objective.minimize("size")),
        sweep.criteria().objectives());
    assertEquals(
        List.of(
            Constraint.atMost("latency_ms", 20),
            new Constraint("accuracy", OptionalDouble.of(0.8), OptionalDouble.of(1))),
        sweep.criteria().constraints());
    assertEquals(Objective.maximize("accuracy").reference(0.5), sweep.objective());
    assertEquals(sweep, SweepFile.parse(SweepFile.write(sweep), "s").sweep());
  }

  @Test
  void aListOfOneMetricIsThatMetric() {
    Sweep one =
        SweepFile.parse("trainer: t\nmetric: {name: m}\nparameters: {}\nseed: 1", "s").sweep();
    Sweep list =
        SweepFile.parse("trainer: t\nmetric: [{name: m}]\nparameters: {}\nseed: 1", "s").sweep();
    assertEquals(one, list);
  }

  @Test
  void cmaIsRefusedWithSeveralObjectives() {
    SweepBuilder sweep =
        Sweep.named("two")
            .space(FloatParameter.uniform("x", 0, 1))
            .minimize("loss")
            .minimize("size")
            .sampler(SamplerSpec.Cma.standard());
    assertEquals(
        "cma searches by one metric, but there are 2. Maybe use bayes or nsga2.",
        assertThrows(IllegalArgumentException.class, sweep::build).getMessage());
  }
}
