package io.attune.experiments.nn;

/**
 * How wrong a network is on a batch: the negative log-probability of the right class, with
 * probabilities by softmax. Computed on the host in double precision, for a batch of scores is
 * small and loss, hits and gradient come out of one pass.
 *
 * @param loss sum over the batch; NaN where a score is not finite
 * @param hits examples whose highest score is that of the right class
 * @param gradient derivative of the mean loss by each score
 */
public record CrossEntropy(double loss, int hits, float[] gradient) {
  /**
   * Compares scores with labels.
   *
   * @param scores one row per example, one column per class
   * @param labels right class of each example; its length is the size of the batch
   */
  public static CrossEntropy of(float[] scores, int[] labels) {
    int classes = scores.length / labels.length;
    float[] gradient = new float[scores.length];
    double[] exponentials = new double[classes];
    double loss = 0;
    int hits = 0;
    for (int example = 0; example < labels.length; example++) {
      int start = example * classes;
      int right = start + labels[example];
      int best = highest(scores, start, classes);
      double sum = exponentials(scores, start, scores[best], exponentials);
      loss += Math.log(sum) - (scores[right] - scores[best]);
      hits += best == right && Float.isFinite(scores[right]) ? 1 : 0;
      for (int i = 0; i < classes; i++) {
        double excess = exponentials[i] / sum - (start + i == right ? 1 : 0);
        gradient[start + i] = (float) (excess / labels.length);
      }
    }
    return new CrossEntropy(loss, hits, gradient);
  }

  /** Takes off the largest score first, so that no exponential overflows; returns the sum. */
  private static double exponentials(float[] scores, int start, float top, double[] into) {
    double sum = 0;
    for (int i = 0; i < into.length; i++) {
      into[i] = Math.exp(scores[start + i] - top);
      sum += into[i];
    }
    return sum;
  }

  private static int highest(float[] scores, int start, int classes) {
    int best = start;
    for (int i = start + 1; i < start + classes; i++) {
      if (scores[i] > scores[best]) {
        best = i;
      }
    }
    return best;
  }
}
