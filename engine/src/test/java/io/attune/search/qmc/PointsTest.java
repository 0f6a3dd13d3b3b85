package io.attune.search.qmc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * points.txt holds the first 16 points in 8 dimensions that SciPy's {@code qmc.Sobol} and {@code
 * qmc.Halton} make with {@code scramble=False}.
 */
final class PointsTest {
  private static List<String> fixture(Sequence sequence) throws IOException {
    String prefix = sequence.name().toLowerCase(java.util.Locale.ROOT) + " ";
    try (InputStream in = PointsTest.class.getResourceAsStream("points.txt")) {
      String text = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
      return text.lines()
          .filter(line -> line.startsWith(prefix))
          .map(line -> line.substring(prefix.length()))
          .toList();
    }
  }

  @ParameterizedTest
  @EnumSource
  void unscrambledPointsAreScipys(Sequence sequence) throws IOException {
    Points points = sequence.points(8);
    List<String> lines = fixture(sequence);
    assertEquals(16, lines.size());
    for (int i = 0; i < lines.size(); i++) {
      String[] words = lines.get(i).split(" ");
      for (int axis = 0; axis < 8; axis++) {
        double expected = Double.parseDouble(words[axis]);
        assertEquals(expected, points.coordinate(i, axis).value(), 1e-15);
      }
    }
  }

  /** Scrambling keeps that each of b^k cells has one of b^k successive points. */
  @ParameterizedTest
  @CsvSource({"SOBOL, 0, 64", "SOBOL, 7, 64", "HALTON, 0, 64", "HALTON, 1, 81", "HALTON, 2, 125"})
  void scrambledPointsAreAsEvenAsTheOthers(Sequence sequence, int axis, int cells) {
    Points points = sequence.points(8);
    for (long seed = 0; seed < 20; seed++) {
      long scrambling = seed;
      Set<Integer> filled = new HashSet<>();
      IntStream.range(0, cells)
          .mapToDouble(i -> points.coordinate(i, axis).scrambled(scrambling).value())
          .forEach(x -> filled.add((int) (x * cells)));
      assertEquals(cells, filled.size());
    }
  }

  @Test
  void aPointIsUniformOverSeeds() {
    Digits zero = new HaltonPoints(3).coordinate(0, 2);
    double sum = 0;
    double squares = 0;
    for (int seed = 0; seed < 10_000; seed++) {
      double x = zero.scrambled(seed).value();
      assertTrue(x >= 0 && x < 1);
      sum += x;
      squares += x * x;
    }
    assertEquals(0.5, sum / 10_000, 0.01);
    assertEquals(1.0 / 3, squares / 10_000, 0.01);
  }

  @Test
  void axesPastTheKnownDirectionNumbersGoRoundUnderAnotherScrambling() {
    Points wide = Sequence.SOBOL.points(1200);
    Digits known = wide.coordinate(3, 150);
    Digits beyond = wide.coordinate(3, 1150);
    assertEquals(known.value(), beyond.value());
    assertNotEquals(known.scrambled(150).value(), beyond.scrambled(1150).value());
  }
}
