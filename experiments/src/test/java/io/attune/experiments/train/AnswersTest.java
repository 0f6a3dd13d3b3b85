package io.attune.experiments.train;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.attune.experiments.data.DataRequest;
import io.attune.experiments.data.DataSource;
import io.attune.experiments.data.Dataset;
import io.attune.experiments.data.Datasets;
import io.attune.experiments.data.Examples;
import io.attune.experiments.data.Preparation;
import io.attune.experiments.djl.DjlBackend;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Answers of several networks, checked against a computation by hand. */
class AnswersTest {
  private static final Dataset XOR =
      new Datasets(DjlBackend.both()).get(DataRequest.of(DataSource.of("xor")), Preparation.USUAL);
  private static final Examples TWO = XOR.validation().first(2);

  /** Scores whose softmax is this probability of the right class. */
  private static float[] sure(double first, double second) {
    float[] scores = new float[4];
    scores[TWO.label(0)] = (float) Math.log(first / (1 - first));
    scores[2 + TWO.label(1)] = (float) Math.log(second / (1 - second));
    return scores;
  }

  private static Answers answers(float[]... batches) {
    return Answers.of(List.of(batches), Form.of(XOR));
  }

  @Test
  void lossIsThatOfTheMeanProbability() {
    Answers both = answers(sure(0.9, 0.2)).plus(answers(sure(0.5, 0.6)));

    Tally tally = both.judge(TWO);

    assertEquals(-Math.log(0.7) - Math.log(0.4), tally.loss(), 1e-6);
    assertEquals(1, tally.hits());
    assertEquals(2, tally.examples());
  }

  @Test
  void oneSureNetworkOutvotesTwoThatDoubt() {
    Answers all =
        answers(sure(0.99, 0.5)).plus(answers(sure(0.4, 0.5))).plus(answers(sure(0.4, 0.5)));

    assertEquals(-Math.log((0.99 + 0.8) / 3), all.judge(TWO.first(1)).loss(), 1e-6);
    assertEquals(1, all.judge(TWO.first(1)).hits());
  }

  @Test
  void hugeScoresDoNotOverflow() {
    float[] scores = {1e30f, 0, 0, 1e30f};
    scores[TWO.label(0)] = 2e30f;
    scores[2 + TWO.label(1)] = 2e30f;

    assertEquals(0, answers(scores).judge(TWO).loss());
  }

  @Test
  void batchesFollowEachOther() {
    float[] whole = sure(0.9, 0.2);
    float[] first = {whole[0], whole[1]};
    float[] second = {whole[2], whole[3]};

    assertEquals(answers(whole).judge(TWO), answers(first, second).judge(TWO));
  }

  @Test
  void numbersAreAveraged() {
    Dataset curve =
        new Datasets(DjlBackend.both())
            .get(DataRequest.of(DataSource.of("polynomial")), Preparation.USUAL);
    Examples one = curve.validation().first(1);
    float target = one.target(0);
    Form form = Form.of(curve);
    Answers both =
        Answers.of(List.of(new float[] {target + 1}), form)
            .plus(Answers.of(List.of(new float[] {target + 2}), form));

    assertEquals(2.25, both.judge(one).loss(), 1e-6);
  }
}
