package io.attune.experiments.nn;

/** A loss for scores of classes, example by example. */
public sealed interface ClassLoss extends Loss permits CrossEntropy, MarginLoss {
  /**
   * The loss of one example.
   *
   * @param row where its scores and derivatives lie
   * @param gradient takes the derivative of this loss, times {@code share}, by each score
   */
  double of(float[] scores, Row row, float[] gradient, double share);

  @Override
  default Judgement of(float[] scores, Targets targets) {
    if (!(targets instanceof Targets.Classes classes)) {
      throw new IllegalArgumentException("this loss is for classes, but the targets are numbers.");
    }
    int examples = targets.size();
    int width = scores.length / examples;
    float[] gradient = new float[scores.length];
    double loss = 0;
    int hits = 0;
    for (int example = 0; example < examples; example++) {
      Row row = Row.of(scores, example * width, width, classes.labels()[example]);
      loss += of(scores, row, gradient, 1.0 / examples);
      hits += row.best() == row.right() && Float.isFinite(scores[row.right()]) ? 1 : 0;
    }
    return new Judgement(loss, hits, gradient);
  }

  /**
   * The scores of one example.
   *
   * @param start index of its first score
   * @param end index after its last score
   * @param right index of the score of the right class
   * @param best index of the highest score, the first of equal ones
   */
  record Row(int start, int end, int right, int best) {
    private static Row of(float[] scores, int start, int width, int label) {
      int best = start;
      for (int i = start + 1; i < start + width; i++) {
        if (scores[i] > scores[best]) {
          best = i;
        }
      }
      return new Row(start, start + width, start + label, best);
    }

    int width() {
      return end - start;
    }
  }
}
