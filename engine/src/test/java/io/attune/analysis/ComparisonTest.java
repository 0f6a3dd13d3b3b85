package io.attune.analysis;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ComparisonTest {
  private static final Contender GOOD =
      new Contender("good", List.of(0.10, 0.12, 0.11, 0.13, 0.09));
  private static final Contender NEAR =
      new Contender("near", List.of(0.11, 0.12, 0.10, 0.14, 0.10));
  private static final Contender BAD = new Contender("bad", List.of(0.30, 0.33, 0.31, 0.34, 0.28));

  private static Comparison compared() {
    return Comparison.of(List.of(BAD, NEAR, GOOD), new Random(1));
  }

  @Test
  void pairedTestsAreCorrectedForTheirNumber() {
    // scipy.stats.ttest_rel: 0.37390096630005853 and 7.047078510153819e-07; Holm doubles the
    // smaller.
    List<Comparison.Standing> standings = compared().standings();
    assertEquals(List.of("good", "near", "bad"), names(standings));
    assertEquals(0.373900966, standings.get(1).p(), 1e-9);
    assertEquals(1.4094157020307638e-06, standings.get(2).p(), 1e-12);
  }

  @Test
  void whatLuckExplainsIsUndecided() {
    assertEquals(List.of("good", "near"), names(compared().undecided()));
  }

  @Test
  void probabilitiesOfBeingBestAddUpToOne() {
    List<Comparison.Standing> standings = compared().standings();
    double sum = standings.stream().mapToDouble(Comparison.Standing::probabilityBest).sum();
    assertEquals(1, sum, 1e-9);
    assertEquals(0, standings.get(2).probabilityBest());
    assertTrue(standings.get(0).probabilityBest() > standings.get(1).probabilityBest());
  }

  @Test
  void equalRandomNumbersGiveEqualResults() {
    assertEquals(compared(), compared());
  }

  @Test
  void noiseIsTheSpreadOfOneContenderOverSeeds() {
    // numpy: sqrt(mean of var(ddof=1)) over the three.
    assertEquals(0.019148542155126767, compared().noise(), 1e-9);
    assertEquals(0.312 - 0.11, compared().spread(), 1e-9);
  }

  @Test
  void repeatsThatAgreeToTheLastBitDecideNothing() {
    Contender same = new Contender("same", GOOD.losses());
    Comparison comparison = Comparison.of(List.of(GOOD, same), new Random(1));
    assertFalse(comparison.standings().get(1).worse());
    assertEquals(0.5, comparison.standings().get(1).probabilityBest(), 1e-9);
  }

  @Test
  void holmNeverLetsALargerValueOvertakeASmaller() {
    // statsmodels.stats.multitest.multipletests([0.01, 0.04, 0.03], method="holm")
    assertArrayEquals(
        new double[] {0.03, 0.06, 0.06}, Holm.corrected(new double[] {0.01, 0.04, 0.03}), 1e-12);
  }

  @Test
  void oneRepeatIsNoComparison() {
    assertThrows(IllegalArgumentException.class, () -> new Contender("x", List.of(1.0)));
    Contender three = new Contender("y", List.of(1.0, 2.0, 3.0));
    assertThrows(
        IllegalArgumentException.class, () -> Comparison.of(List.of(GOOD, three), new Random(1)));
  }

  private static List<String> names(List<Comparison.Standing> standings) {
    return standings.stream().map(standing -> standing.contender().name()).toList();
  }
}
