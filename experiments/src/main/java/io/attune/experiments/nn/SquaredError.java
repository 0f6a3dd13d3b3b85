package io.attune.experiments.nn;

/** The squared distance to the right numbers, as the mean over the numbers of an example. */
public record SquaredError() implements Loss {
  @Override
  public Judgement of(float[] scores, Targets targets) {
    if (!(targets instanceof Targets.Numbers right)) {
      throw new IllegalArgumentException("this loss is for numbers, but the targets are classes.");
    }
    int width = scores.length / targets.size();
    float[] gradient = new float[scores.length];
    double loss = 0;
    for (int i = 0; i < scores.length; i++) {
      double error = (double) scores[i] - right.numbers()[i];
      loss += error * error / width;
      gradient[i] = (float) (2 * error / scores.length);
    }
    return new Judgement(loss, 0, gradient);
  }
}
