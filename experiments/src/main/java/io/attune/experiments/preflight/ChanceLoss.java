package io.attune.experiments.preflight;

import io.attune.experiments.nn.CrossEntropy;
import io.attune.experiments.nn.Initializer;
import io.attune.experiments.nn.Loss;
import io.attune.experiments.nn.MarginLoss;
import io.attune.experiments.nn.Network;
import io.attune.experiments.nn.Probe;
import io.attune.experiments.nn.Targets;
import io.attune.experiments.tensor.Backend;
import io.attune.run.Finding;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Supplier;

/**
 * A network that knows nothing gives all classes the same score, which costs ln C by softmax and C
 * − 1 by either support vector machine; predicting 0 costs the mean square of the targets.
 *
 * <p>Real first weights know nothing either, but guess. Hence two looks. A copy with weights of
 * 10⁻⁶ must meet the expected loss within 1 %, whatever the initializer: scores are of the order of
 * 10⁻⁶ times the inputs then, even for one layer on pixels up to 255. The real weights are doubted
 * if they cost more than scores of variance 6 would; well-scaled initializers stay near 2 or below.
 * Such scores cost about 3 more by softmax (half their variance), twice as much by the support
 * vector machine (the mean of max(0, 1 + d) with d normal of variance 12), and 13 times as much by
 * its square (1 + 12).
 */
final class ChanceLoss implements Check {
  private static final Initializer TINY = new Initializer.Gaussian(1e-6);
  private static final double TOLERANCE = 0.01;
  private static final int EXAMPLES = 100;

  private final Supplier<? extends Backend> backends;

  ChanceLoss(Supplier<? extends Backend> backends) {
    this.backends = backends;
  }

  @Override
  public String name() {
    return Preflight.CHANCE;
  }

  @Override
  public Finding of(Subject subject) {
    Batch batch = Batch.first(subject.data(), EXAMPLES);
    double expected = expected(subject.loss(), subject.data().outputs(), batch.targets());
    double tiny = loss(subject, batch, Optional.of(TINY));
    double real = loss(subject, batch, Optional.empty());
    Map<String, Double> evidence = new LinkedHashMap<>();
    evidence.put("expected", expected);
    evidence.put("with tiny weights", tiny);
    evidence.put("with the first weights", real);
    if (!(Math.abs(tiny - expected) <= TOLERANCE * Math.max(expected, 1e-6))) {
      return Finding.failed(
          name(),
          evidence,
          "scores that say nothing should cost what is expected. Maybe the data has numbers that"
              + " are not finite or far too large, or a layer adds to the scores; check the data"
              + " and its preprocessing.");
    }
    if (!Double.isFinite(real) || (subject.hasClasses() && real > most(subject.loss(), expected))) {
      return Finding.doubtful(
          name(),
          evidence,
          "the first weights guess wildly, and training begins with unlearning that. Maybe they are"
              + " too large for the inputs: scale the inputs (preprocessing: standardize_channel),"
              + " or set initialization to he or xavier, or lower init_scale.");
    }
    return Finding.passed(name(), evidence);
  }

  private double loss(Subject subject, Batch batch, Optional<Initializer> instead) {
    try (Backend backend = backends.get()) {
      Network network = subject.plan().build(backend, instead);
      return backend.scoped(
              () -> {
                float[] scores =
                    Probe.train(
                            network, batch.on(backend), new SplittableRandom(1), (l, in, out) -> {})
                        .toArray();
                return subject.loss().of(scores, batch.targets()).loss();
              })
          / batch.size();
    }
  }

  /** What scores of variance 6 cost. */
  private static double most(Loss loss, double expected) {
    if (loss instanceof MarginLoss margin) {
      return (margin == MarginLoss.LINEAR ? 2 : 13) * expected;
    }
    return expected + 3;
  }

  private static double expected(Loss loss, int classes, Targets targets) {
    if (loss instanceof CrossEntropy) {
      return Math.log(classes);
    }
    if (loss instanceof MarginLoss) {
      return classes - 1;
    }
    double squares = 0;
    float[] numbers = ((Targets.Numbers) targets).numbers();
    for (float number : numbers) {
      squares += (double) number * number;
    }
    return squares / numbers.length;
  }
}
