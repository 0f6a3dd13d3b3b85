package io.attune.experiments.preflight;

import io.attune.experiments.nn.Network;
import io.attune.experiments.nn.Restraint;
import io.attune.experiments.tensor.Backend;
import io.attune.run.Finding;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Supplier;

/**
 * Gradients against centred differences, as the course notes on gradient checks do it: in double
 * precision, on few examples, without the penalty first and then with it, since its gradient may
 * hide that of the data; steps that cross a kink are left out. The chain rule's two links, loss by
 * scores and scores by weights, are checked one after the other, so that both can be had without
 * rounding. Relative errors above 10⁻² mean a wrong gradient; from there to 10⁻⁴ they are doubtful,
 * and without kinks down to 10⁻⁵; below, all is well, and 10⁻⁷ is what sound code gets.
 */
final class GradientCheck implements Check {
  private static final double WRONG = 1e-2;
  private static final double SUSPECT = 1e-4;
  private static final double SUSPECT_IF_SMOOTH = 1e-5;
  private static final int EXAMPLES = 5;
  private static final int COORDINATES = 40;
  private static final Restraint PENALTY = new Restraint(1e-3, 1e-2, 0, Double.POSITIVE_INFINITY);

  private final Supplier<? extends Backend> backends;

  /** By backends of 64 bits. */
  GradientCheck(Supplier<? extends Backend> backends) {
    this.backends = backends;
  }

  @Override
  public String name() {
    return Preflight.GRADIENTS;
  }

  @Override
  public boolean concernsAll() {
    return true;
  }

  @Override
  public Finding of(Subject subject) {
    Batch batch = Batch.first(subject.data(), EXAMPLES);
    try (Backend backend = backends.get()) {
      Network network = subject.network(backend);
      SplittableRandom random = new SplittableRandom(1);
      float[] scores =
          backend.scoped(() -> network.train(batch.on(backend), new SplittableRandom(1)).toArray());
      List<Difference> loss =
          new LossSlopes(subject.loss(), batch.targets()).compare(scores, COORDINATES, random);
      float[] slopes = subject.loss().of(scores, batch.targets()).gradient();
      NetworkSlopes data = new NetworkSlopes(backend, network, batch, slopes, Restraint.NONE);
      NetworkSlopes all = new NetworkSlopes(backend, network, batch, slopes, PENALTY);
      List<Difference> plain = data.compare(COORDINATES, random);
      List<Difference> penalized = all.compare(COORDINATES / 2, random);
      return judge(loss, plain, penalized, data);
    }
  }

  private Finding judge(
      List<Difference> loss,
      List<Difference> plain,
      List<Difference> penalized,
      NetworkSlopes slopes) {
    List<Difference> all = new ArrayList<>(loss);
    all.addAll(plain);
    all.addAll(penalized);
    Map<String, Double> evidence = new LinkedHashMap<>();
    evidence.put("largest relative error", worst(all));
    evidence.put("derivatives compared", (double) all.size());
    evidence.put("left out at kinks", (double) slopes.crossed());
    if (plain.size() < slopes.crossed()) {
      return Finding.doubtful(
          name(),
          evidence,
          "most steps cross a kink, so that little could be compared. Maybe all units rest at 0:"
              + " set another initialization.");
    }
    String where = where(loss, plain);
    return verdict(worst(all), slopes.hasKinks() ? SUSPECT : SUSPECT_IF_SMOOTH, evidence, where);
  }

  private Finding verdict(
      double error, double suspect, Map<String, Double> evidence, String where) {
    if (!(error <= WRONG)) {
      return Finding.failed(
          name(),
          evidence,
          "backpropagation and centred differences disagree in the derivatives of %s: it has a wrong gradient, and training would not go downhill."
              .formatted(where));
    }
    return error > suspect
        ? Finding.doubtful(
            name(),
            evidence,
            "backpropagation and centred differences agree only roughly in the derivatives of %s. Maybe inputs or weights are so large that rounding shows: scale them."
                .formatted(where))
        : Finding.passed(name(), evidence);
  }

  private static String where(List<Difference> loss, List<Difference> plain) {
    if (!(worst(loss) <= SUSPECT_IF_SMOOTH)) {
      return "the loss";
    }
    return worst(plain) <= SUSPECT_IF_SMOOTH ? "the penalty" : "the network";
  }

  private static double worst(Collection<Difference> differences) {
    double worst = 0;
    for (Difference difference : differences) {
      double error = difference.relativeError();
      // Not Math.max alone: an error that is no number is the worst there is.
      worst = error <= worst ? worst : error;
    }
    return worst;
  }
}
