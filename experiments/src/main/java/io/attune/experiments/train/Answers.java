package io.attune.experiments.train;

import io.attune.experiments.data.Examples;
import java.util.List;
import java.util.Optional;

/**
 * What networks answered for some examples, added up.
 *
 * @param sums probabilities of the classes by softmax, or predicted numbers, example by example
 * @param width numbers per example
 * @param members networks that were asked
 * @param form what the numbers are
 */
record Answers(double[] sums, int width, int members, Optional<Form> form) {
  /** Nobody was asked. */
  static final Answers NONE = new Answers(new double[0], 0, 0, Optional.empty());

  /** The answers of one network, from the scores of each batch. */
  static Answers of(List<float[]> batches, Form form) {
    double[] numbers = new double[batches.stream().mapToInt(batch -> batch.length).sum()];
    int end = 0;
    for (float[] batch : batches) {
      for (float score : batch) {
        numbers[end++] = score;
      }
    }
    if (form.hasClasses()) {
      for (int start = 0; start < end; start += form.outputs()) {
        softmax(numbers, start, start + form.outputs());
      }
    }
    return new Answers(numbers, form.outputs(), 1, Optional.of(form));
  }

  /** Those of these networks and of another. */
  Answers plus(Answers other) {
    if (members == 0) {
      return other;
    }
    double[] total = sums.clone();
    for (int i = 0; i < total.length; i++) {
      total[i] += other.sums[i];
    }
    return new Answers(total, width, members + other.members, form);
  }

  /** The mean answers against the right ones: cross-entropy and hits, or squared errors. */
  Tally judge(Examples examples) {
    boolean classes = form.orElseThrow().hasClasses();
    double loss = 0;
    long hits = 0;
    for (int i = 0; i < examples.size(); i++) {
      if (classes) {
        int right = i * width + examples.label(i);
        loss -= Math.log(sums[right] / members);
        hits += best(i * width) == right ? 1 : 0;
      } else {
        double error = sums[i] / members - examples.target(i);
        loss += error * error;
      }
    }
    return new Tally(loss, hits, examples.size());
  }

  private int best(int start) {
    int best = start;
    for (int i = start + 1; i < start + width; i++) {
      best = sums[i] > sums[best] ? i : best;
    }
    return best;
  }

  /** Scores as probabilities, in place; the largest is taken off first, so that none overflows. */
  private static void softmax(double[] numbers, int start, int end) {
    double top = Double.NEGATIVE_INFINITY;
    for (int i = start; i < end; i++) {
      top = Math.max(top, numbers[i]);
    }
    double sum = 0;
    for (int i = start; i < end; i++) {
      numbers[i] = Math.exp(numbers[i] - top);
      sum += numbers[i];
    }
    for (int i = start; i < end; i++) {
      numbers[i] /= sum;
    }
  }
}
