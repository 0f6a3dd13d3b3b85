package io.attune.ui;

import io.attune.search.SchedulerSpec;
import io.attune.space.CategoricalParameter;
import io.attune.space.Condition;
import io.attune.space.Distribution;
import io.attune.space.FloatParameter;
import io.attune.space.IntParameter;
import io.attune.space.Parameter;
import io.attune.store.TrialStore;
import io.attune.sweep.Sweep;
import io.attune.trial.Cause;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Made-up sweeps that look like real ones. */
final class DemoSweeps {
  private DemoSweeps() {}

  /** A mixed space with conditions, as for a small network. */
  static Sweep digits(String name, int trials) {
    return Sweep.named(name)
        .description("Multilayer perceptrons on 1,797 images of handwritten digits.")
        .space(
            FloatParameter.logUniform("learning_rate", 1e-4, 1),
            CategoricalParameter.of("optimizer", "sgd", "nesterov", "adam"),
            FloatParameter.of("momentum", new Distribution.InverseLogUniform(0.5, 0.99))
                .when(Condition.when("optimizer", "sgd", "nesterov")),
            CategoricalParameter.of("schedule", "constant", "step", "exponential", "cosine"),
            FloatParameter.logUniform("weight_decay", 1e-6, 1e-2),
            CategoricalParameter.of("batch_size", 16, 32, 64, 128),
            IntParameter.uniform("layers", 1, 4),
            IntParameter.logUniform("units", 16, 512),
            FloatParameter.uniform("dropout", 0, 0.5),
            CategoricalParameter.constant("epochs", 20))
        .maximize("val_accuracy")
        .scheduler(SchedulerSpec.Median.standard())
        .trainer("mlp")
        .trials(trials)
        .parallel(2)
        .seed(7)
        .build();
  }

  /** Ten parameters of each kind, for many trials. */
  static Sweep wide(String name, int trials) {
    List<Parameter> parameters = new ArrayList<>();
    for (int i = 1; i <= 10; i++) {
      parameters.add(FloatParameter.logUniform("rate_" + i, 1e-5, 1));
      parameters.add(
          i % 2 == 0
              ? IntParameter.uniform("size_" + i, 1, 256)
              : CategoricalParameter.of("kind_" + i, "red", "green", "blue"));
    }
    return Sweep.named(name)
        .space(parameters.toArray(Parameter[]::new))
        .minimize("val_loss")
        .trials(trials)
        .parallel(8)
        .seed(11)
        .build();
  }

  /** The name of the sweep file does not matter here; its text is shown. */
  static final String SOURCE =
      """
      name: digits-mlp
      trainer: mlp
      metric: {name: val_accuracy, goal: maximize}
      method: bayes
      seed: 7
      budget: {trials: 24, time: 20m}
      """;

  /** Opens a sweep and lives through the given number of its trials. */
  static Scenario lived(TrialStore store, Sweep sweep, int trials, int steps, Instant start) {
    Scenario story = new Scenario(store, sweep, SOURCE, start).opened();
    Random random = new Random(sweep.seed());
    for (int i = 0; i < trials; i++) {
      live(story, random, steps);
    }
    return story.save();
  }

  /** One whole trial. */
  static void live(Scenario story, Random random, int steps) {
    Map<String, Object> values = draw(story.sweep, random);
    int trial = story.start(values);
    story.log(trial, "training on 1257 examples, validating on 270");
    double talent = talent(values, random);
    double worst = random.nextInt(12) == 0 ? 0.3 : 1;
    for (int step = 1; step <= steps; step++) {
      story.pass(40 + random.nextInt(60));
      if (random.nextInt(steps * 25) == 0) {
        story.report(trial, step, metrics(Double.NaN, step, steps, random));
        story.fail(
            trial, Cause.of(Cause.Kind.NOT_FINITE, "the loss became NaN at step " + step + "."));
        return;
      }
      story.report(trial, step, metrics(talent, step, steps, random));
      story.log(trial, "epoch %d of %d done".formatted(step, steps));
      if (step > 4 && talent < 0.55 && worst < 1) {
        story.stop(
            trial, step, "0.41 is worse than the median 0.87 of completed trials at step " + step);
        return;
      }
    }
    if (random.nextInt(40) == 0) {
      String trace =
          "java.lang.IllegalStateException: out of memory\n  at lab.Trainer.train(Trainer.java:42)";
      story.fail(trial, new Cause(Cause.Kind.ERROR, "out of memory", trace));
    } else {
      story.complete(trial, talent);
    }
  }

  static Map<String, Double> metrics(double talent, int step, int steps, Random random) {
    double rise = 1 - Math.exp(-4.0 * step / steps);
    double accuracy = Math.min(1, talent * rise + 0.01 * random.nextGaussian());
    Map<String, Double> metrics = new LinkedHashMap<>();
    metrics.put("train_loss", 2.3 - 2.25 * Math.min(1, talent * 1.02) * rise);
    metrics.put("train_accuracy", Math.min(1, accuracy * 1.01));
    metrics.put("val_loss", 2.3 - 2.2 * talent * rise + 0.02 * Math.abs(random.nextGaussian()));
    metrics.put("val_accuracy", accuracy);
    metrics.put("samples_per_second", 62_570 + 90_000 * random.nextDouble());
    metrics.put("learning_rate", 0.1 * Math.pow(0.9, step));
    return metrics;
  }

  static Map<String, Object> draw(Sweep sweep, Random random) {
    return sweep.space().decode(random.doubles(sweep.space().dimensions()).toArray()).values();
  }

  private static double talent(Map<String, Object> values, Random random) {
    Object rate = values.getOrDefault("learning_rate", values.get("rate_1"));
    double away = Math.abs(Math.log10(((Number) rate).doubleValue()) + 2) / 3;
    return Math.max(0.1, 0.985 - 0.5 * away * away - 0.03 * Math.abs(random.nextGaussian()));
  }
}
