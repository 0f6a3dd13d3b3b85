package io.attune.experiments.nn;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.attune.experiments.djl.DjlBackend;
import io.attune.experiments.nn.UpdateRule.Fading;
import io.attune.experiments.tensor.Backend;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Update rules agree with PyTorch's optimizers, with L2 and decoupled decay and without. */
class UpdateRuleTest {
  private static final float[] START = {1, -2, 0.5f, 3};
  private static final UpdateRule ADAM = new AdaptiveRule.Adam(0.85, 0.97, 1e-6);
  private static final Map<String, UpdateRule> RULES =
      Map.of(
          "sgd", new UpdateRule.Sgd(),
          "momentum", new UpdateRule.Momentum(Fading.constant(0.8)),
          "nesterov", new UpdateRule.Nesterov(Fading.constant(0.8)),
          "adagrad", new AdaptiveRule.Adagrad(1e-6),
          "adadelta", new AdaptiveRule.Adadelta(0.8, 1e-3),
          "rmsprop", new AdaptiveRule.RmsProp(0.8, 1e-6),
          "adam", ADAM);

  @Test
  void weightsFollowPyTorchUpdateByUpdate() throws IOException {
    PyTorchNumbers numbers = PyTorchNumbers.read();
    RULES.forEach((name, rule) -> follow(numbers, "optimizers/" + name, rule, Restraint.NONE));
  }

  @Test
  void weightsFollowPyTorchUnderL2() throws IOException {
    PyTorchNumbers numbers = PyTorchNumbers.read();
    Restraint l2 = restraint(numbers.at("weight_decay").doubleValue(), 0);
    RULES.forEach((name, rule) -> follow(numbers, "optimizers_with_decay/" + name, rule, l2));
  }

  @Test
  void adamWithDecoupledDecayFollowsAdamW() throws IOException {
    PyTorchNumbers numbers = PyTorchNumbers.read();
    Restraint decay = restraint(0, numbers.at("weight_decay").doubleValue());
    follow(numbers, "optimizers_decoupled/adam", ADAM, decay);
  }

  @Test
  void momentumRisesOverTheRunAsPyTorchIsTold() throws IOException {
    PyTorchNumbers numbers = PyTorchNumbers.read();
    Fading rising = new Fading(0.5, 0.99);
    follow(numbers, "annealed/momentum", new UpdateRule.Momentum(rising), Restraint.NONE);
    follow(numbers, "annealed/nesterov", new UpdateRule.Nesterov(rising), Restraint.NONE);
  }

  private static Restraint restraint(double l2, double decay) {
    return new Restraint(0, l2, decay, Double.POSITIVE_INFINITY);
  }

  private static void follow(
      PyTorchNumbers numbers, String path, UpdateRule rule, Restraint restraint) {
    try (Backend backend = DjlBackend.open()) {
      Variable weight = new Variable(backend.variable(START.clone(), 4), Variable.Kind.WEIGHT);
      Optimizer optimizer = new Optimizer(backend, List.of(weight), rule, restraint, Clip.NONE);
      int updates = numbers.at(path).size();
      assertEquals(12, updates, path);
      for (int update = 1; update <= updates; update++) {
        Pull.quadratic(backend, weight.value(), update);
        double progress = (update - 1.0) / (updates - 1);
        Pull.update(backend, optimizer, numbers.at("rate").doubleValue(), progress);
        numbers.assertSame(path + "/" + (update - 1), weight.value().toArray());
      }
    }
  }
}
