package io.attune.search.cma;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class RatesTest {
  /** Values from table 1 of Hansen's tutorial (2016), computed with NumPy. */
  @ParameterizedTest
  @CsvSource({
    "10, 10, 3.1672992814107026, 0.29499038303562225, 0.015283824524751714, 0.023551776650417484,"
        + " 0.2844285879463675, 1.2844285879463675, 0.45627264690340597, -0.5497499176973852",
    "3, 7, 2.2548150822016044, 0.5588013228860189, 0.09640963257927214, 0.0695884692329107,"
        + " 0.4149090010980616, 1.4149090010980616, 0.5856451065097651, -1.0636566969842556",
    "40, 60, 16.575738175766904, 0.09847229333633305, 0.0011612609806187116, 0.016720510107891124,"
        + " 0.30167300833232036, 1.3016730083323202, 0.12261534492135759, -0.06326291509733949",
  })
  void ratesAreTheRecommendedOnes(
      int dimensions,
      int members,
      double mass,
      double pathDecay,
      double rankOne,
      double rankMany,
      double stepDecay,
      double damping,
      double firstWeight,
      double lastWeight) {
    Rates rates = Rates.of(dimensions, members);
    assertEquals(mass, rates.mass(), 1e-12);
    assertEquals(pathDecay, rates.pathDecay(), 1e-12);
    assertEquals(rankOne, rates.rankOne(), 1e-12);
    assertEquals(rankMany, rates.rankMany(), 1e-12);
    assertEquals(stepDecay, rates.stepDecay(), 1e-12);
    assertEquals(damping, rates.damping(), 1e-12);
    assertEquals(firstWeight, rates.weights()[0], 1e-12);
    assertEquals(lastWeight, rates.weights()[members - 1], 1e-12);
  }
}
