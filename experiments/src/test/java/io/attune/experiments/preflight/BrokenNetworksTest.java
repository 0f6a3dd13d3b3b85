package io.attune.experiments.preflight;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.attune.experiments.data.DataRequest;
import io.attune.experiments.data.DataSource;
import io.attune.experiments.data.Dataset;
import io.attune.experiments.data.Datasets;
import io.attune.experiments.data.Portion;
import io.attune.experiments.data.Preparation;
import io.attune.experiments.djl.DjlBackend;
import io.attune.experiments.nn.Activation;
import io.attune.experiments.nn.CounterRandom;
import io.attune.experiments.nn.CounterRandom.Purpose;
import io.attune.experiments.nn.CrossEntropy;
import io.attune.experiments.nn.Initializer;
import io.attune.experiments.nn.Layer;
import io.attune.experiments.nn.LayerFactory;
import io.attune.experiments.nn.Loss;
import io.attune.experiments.nn.MarginLoss;
import io.attune.experiments.nn.Network;
import io.attune.experiments.nn.Restraint;
import io.attune.experiments.nn.Variable;
import io.attune.experiments.tensor.Backend;
import io.attune.experiments.tensor.HostBuffer;
import io.attune.experiments.tensor.Tensor;
import io.attune.run.Finding;
import io.attune.run.Finding.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every check passes a sound network and fails one that was broken on purpose. */
class BrokenNetworksTest {
  private static final Dataset DIGITS =
      new Datasets(DjlBackend.both()).get(DataRequest.of(DataSource.DIGITS), Preparation.USUAL);
  private static final Initializer HE =
      new Initializer.Scaled(2, Initializer.Mode.IN, Initializer.Shape.NORMAL);

  /** What stands between two dense layers. */
  private interface Middle {
    Layer on(Backend backend);
  }

  @ParameterizedTest
  @EnumSource(Activation.class)
  void soundNetworksPassEveryCheck(Activation activation) {
    List<Finding> findings = findings(subject(activation, HE, 0, new CrossEntropy(0)));

    assertEquals(6, findings.size());
    findings.forEach(finding -> assertEquals(Verdict.PASSED, finding.verdict(), finding.text()));
  }

  @ParameterizedTest
  @EnumSource(MarginLoss.class)
  void supportVectorMachinesPassAndCostOneLessThanTheClassesAtChance(MarginLoss loss) {
    List<Finding> findings = findings(subject(Activation.RELU, HE, 0, loss));

    findings.forEach(finding -> assertEquals(Verdict.PASSED, finding.verdict(), finding.text()));
    assertEquals(9.0, findings.get(0).evidence().get("expected"));
    assertEquals(9.0, findings.get(0).evidence().get("with tiny weights"), 1e-3);
  }

  @Test
  void smoothedLabelsChangeNothing() {
    findings(subject(Activation.TANH, HE, 0, new CrossEntropy(0.2)))
        .forEach(finding -> assertEquals(Verdict.PASSED, finding.verdict(), finding.text()));
  }

  @Test
  void gradientOfOneFactorAloneIsWrong() {
    Finding finding = find("gradients", subject(HalfSquare::new, HE, 0));

    assertEquals(Verdict.FAILED, finding.verdict(), finding.text());
    // The true derivative of x² is twice the one that treats a factor as a constant.
    assertTrue(finding.evidence().get("largest relative error") > 0.4, finding.text());
    assertTrue(finding.explanation().contains("derivatives of the network"), finding.text());
  }

  @Test
  void hugeNegativeBiasIsADeadLayer() {
    Subject dead = subject(Activation.RELU, HE, -1e6, new CrossEntropy(0));

    Finding finding = find("no dead or saturated layer", dead);
    assertEquals(Verdict.FAILED, finding.verdict(), finding.text());
    assertEquals(1.0, finding.evidence().get("share of it that is stuck"));
  }

  @Test
  void largeWeightsSaturateTanh() {
    Subject saturated =
        subject(Activation.TANH, new Initializer.Gaussian(5), 0, new CrossEntropy(0));

    Finding finding = find("no dead or saturated layer", saturated);
    assertTrue(finding.verdict() != Verdict.PASSED, finding.text());
  }

  @Test
  void zeroWeightsCannotLearnByHeart() {
    Subject zeros = subject(Activation.TANH, new Initializer.Zeros(), 0, new CrossEntropy(0));

    Finding finding = find("twenty examples by heart", zeros);
    assertEquals(Verdict.FAILED, finding.verdict(), finding.text());
  }

  @Test
  void networkThatForgetsItsInputsCannotLearnByHeart() {
    Finding finding =
        find(
            "twenty examples by heart",
            subject(backend -> input -> input.times(zeros(backend, input)), HE, 0));

    assertEquals(Verdict.FAILED, finding.verdict(), finding.text());
  }

  @Test
  void scoresThatSaySomethingBeforeTrainingCostMoreThanChance() {
    Subject shifted =
        with((backend, instead) -> opinionated(backend, instead), new CrossEntropy(0));

    Finding finding = find("loss at chance", shifted);
    assertEquals(Verdict.FAILED, finding.verdict(), finding.text());
    assertEquals(Math.log(10), finding.evidence().get("expected"), 1e-12);
  }

  @Test
  void wildFirstWeightsAreDoubted() {
    Subject wild = subject(Activation.RELU, new Initializer.Gaussian(1), 0, new CrossEntropy(0));

    Finding finding = find("loss at chance", wild);
    assertEquals(Verdict.DOUBTFUL, finding.verdict(), finding.text());
  }

  @Test
  void weightsThatPassForBiasesEscapeRegularization() {
    Subject escaped = with(BrokenNetworksTest::withoutWeights, new CrossEntropy(0));

    Finding finding = find("regularization raises the loss", escaped);
    assertEquals(Verdict.FAILED, finding.verdict(), finding.text());
  }

  @Test
  void manyMoreParametersThanExamplesAreDoubtedUnlessSomethingWorksAgainstIt() {
    Dataset few = DIGITS.first(new Portion(30, DIGITS.validation().size()));
    Subject.Plan plan = plan(backend -> Activation.RELU, HE, 0);

    assertEquals(
        Verdict.DOUBTFUL,
        find(
                "parameters and examples",
                new Subject("", plan, few, new CrossEntropy(0), Restraint.NONE, false))
            .verdict());
    assertEquals(
        Verdict.PASSED,
        find(
                "parameters and examples",
                new Subject("", plan, few, new CrossEntropy(0), Restraint.NONE, true))
            .verdict());
  }

  @Test
  void badChoiceAmongOthersIsADoubtThatNamesIt() {
    Subject good = named("initialization he", HE);
    Subject bad = named("initialization zeros", new Initializer.Zeros());

    Finding finding = find("twenty examples by heart", good, bad);
    assertEquals(Verdict.DOUBTFUL, finding.verdict(), finding.text());
    assertTrue(finding.explanation().startsWith("with initialization zeros, "), finding.text());
  }

  @Test
  void wrongGradientIsAFailureHoweverManyOthersAreRight() {
    Finding finding =
        find(
            "gradients",
            subject(Activation.TANH, HE, 0, new CrossEntropy(0)),
            subject(HalfSquare::new, HE, 0));

    assertEquals(Verdict.FAILED, finding.verdict(), finding.text());
  }

  private static Subject named(String label, Initializer initializer) {
    return new Subject(
        label,
        plan(backend -> Activation.TANH, initializer, 0),
        DIGITS,
        new CrossEntropy(0),
        Restraint.NONE,
        true);
  }

  private static Finding find(String check, Subject... subjects) {
    return findings(subjects).stream()
        .filter(finding -> finding.check().equals(check))
        .findFirst()
        .orElseThrow();
  }

  private static List<Finding> findings(Subject... subjects) {
    List<Finding> findings = new ArrayList<>();
    new Preflight(List.of(subjects), DjlBackend::open, DjlBackend::openPrecise).run(findings::add);
    return findings;
  }

  private static Subject subject(
      Activation activation, Initializer initializer, double bias, Loss loss) {
    return with(plan(backend -> activation, initializer, bias), loss);
  }

  private static Subject subject(Middle middle, Initializer initializer, double bias) {
    return with(plan(middle, initializer, bias), new CrossEntropy(0));
  }

  private static Subject with(Subject.Plan plan, Loss loss) {
    return new Subject("", plan, DIGITS, loss, Restraint.NONE, true);
  }

  private static Subject.Plan plan(Middle middle, Initializer initializer, double bias) {
    return (backend, instead) -> {
      LayerFactory layers =
          new LayerFactory(
              backend,
              instead.orElse(initializer),
              instead.isPresent() ? 0 : bias,
              CounterRandom.of(1, Purpose.WEIGHTS, 0));
      return new Network(
          List.of(
              layers.flattening(), layers.dense(64, 32), middle.on(backend), layers.dense(32, 10)));
    };
  }

  /** A network that always prefers the first class. */
  private static Network opinionated(Backend backend, Optional<Initializer> instead) {
    Network network = plan(b -> Activation.RELU, HE, 0).build(backend, instead);
    float[] opinion = new float[10];
    opinion[0] = 5;
    network.variables().get(3).value().assign(opinion);
    return network;
  }

  private static Network withoutWeights(Backend backend, Optional<Initializer> instead) {
    Network network = plan(b -> Activation.RELU, HE, 0).build(backend, instead);
    return new Network(network.layers().stream().<Layer>map(Disguised::new).toList());
  }

  private static Tensor zeros(Backend backend, Tensor input) {
    long[] shape = input.shape();
    return backend.view(HostBuffer.of((int) (shape[0] * shape[1])), shape);
  }

  /** Squares its input, but takes one factor for a constant when it comes to gradients. */
  private record HalfSquare(Backend backend) implements Layer {
    @Override
    public Tensor forward(Tensor input) {
      double[] numbers = input.toDoubles();
      float[] copy = new float[numbers.length];
      for (int i = 0; i < copy.length; i++) {
        copy[i] = (float) numbers[i];
      }
      return input.times(backend.view(HostBuffer.of(copy), input.shape()));
    }
  }

  /** Calls its weights biases. */
  private record Disguised(Layer layer) implements Layer {
    @Override
    public Tensor forward(Tensor input) {
      return layer.forward(input);
    }

    @Override
    public List<Variable> variables() {
      return Stream.of(layer)
          .flatMap(inner -> inner.variables().stream())
          .map(variable -> new Variable(variable.value(), Variable.Kind.BIAS))
          .toList();
    }
  }
}
