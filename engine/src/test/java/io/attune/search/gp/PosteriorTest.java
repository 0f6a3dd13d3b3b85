package io.attune.search.gp;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * posteriors.txt holds Gaussian processes worked out with NumPy and SciPy (cho_solve,
 * multivariate_normal.logpdf) from the textbook's formulas: Matérn 5/2, nominal features 0 or 1
 * apart, {@link Covariance#JITTER} times the scale and the noise on the diagonal, the mean by
 * generalised least squares, no axis bent. {@code row}: features and value; {@code at}: features,
 * mean and variance of the function there.
 */
final class PosteriorTest {

  private record Line(String word, List<String> texts) {
    double[] numbers() {
      return texts.stream().mapToDouble(Double::parseDouble).toArray();
    }
  }

  private record Case(String name, List<Line> lines) {
    Stream<double[]> all(String word) {
      return lines.stream().filter(line -> line.word().equals(word)).map(Line::numbers);
    }

    double one(String word) {
      return all(word).findFirst().orElseThrow()[0];
    }

    Features features() {
      List<String> kinds = lines.get(0).texts();
      boolean[] nominal = new boolean[kinds.size()];
      for (int f = 0; f < nominal.length; f++) {
        nominal[f] = Boolean.parseBoolean(kinds.get(f));
      }
      return Features.rigid(nominal);
    }

    Hyperparameters hyperparameters() {
      return new Hyperparameters(
          all("lengths").findFirst().orElseThrow(),
          one("scale"),
          one("noise"),
          InputWarp.none(features()));
    }

    List<double[]> points() {
      return all("row").map(row -> Arrays.copyOf(row, row.length - 1)).toList();
    }

    double[] values() {
      return all("row").mapToDouble(row -> row[row.length - 1]).toArray();
    }

    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Case> cases() throws IOException {
    try (InputStream in = PosteriorTest.class.getResourceAsStream("posteriors.txt")) {
      String text = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
      return Arrays.stream(text.split("(?m)^case "))
          .skip(1)
          .map(PosteriorTest::read)
          .toList()
          .stream();
    }
  }

  private static Case read(String text) {
    List<String> lines = text.lines().toList();
    return new Case(
        lines.get(0),
        lines.stream()
            .skip(1)
            .map(line -> List.of(line.split(" ")))
            .map(words -> new Line(words.get(0), words.subList(1, words.size())))
            .toList());
  }

  @ParameterizedTest
  @MethodSource("cases")
  void meansAndVariancesAreThoseOfNumPy(Case known) {
    int features = known.features().count();
    GaussianProcess process =
        GaussianProcess.of(
            known.hyperparameters(),
            known.points(),
            known.values(),
            List.of(),
            1,
            new SplittableRandom(1));
    for (double[] at : known.all("at").toList()) {
      double[] point = Arrays.copyOf(at, features);
      GaussianProcess.Prediction many = process.predict(Points.of(List.of(point), features));
      assertEquals(at[features], many.means()[0][0], 1e-9);
      assertEquals(at[features + 1], many.deviations()[0] * many.deviations()[0], 1e-9);
      assertEquals(at[features], process.at(point).mean(0), 1e-9);
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void theMarginalLikelihoodIsThatOfSciPy(Case known) {
    Features features = known.features();
    double[] logs = known.hyperparameters().logs();
    double[] y = known.values();
    Prior prior = new Prior(features);
    double objective =
        new Likelihood(Points.of(known.points(), features.count()), y, features, prior)
            .at(logs, new double[logs.length]);
    double misfit = objective - prior.penalty(logs, new double[logs.length]);
    // What is minimised leaves out the constant of the normal density.
    assertEquals(known.one("log_likelihood"), -misfit - y.length * Normal.LOG_ROOT_2PI, 1e-8);
  }
}
