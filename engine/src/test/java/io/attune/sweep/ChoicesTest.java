package io.attune.sweep;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.attune.space.CategoricalParameter;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChoicesTest {
  private static SweepDocument read(String parameter) {
    return SweepFile.parse(
        "trainer: t\nmetric: {name: m}\nmethod: random\nparameters:\n  x: " + parameter + "\n",
        "s.yaml");
  }

  private static CategoricalParameter choice(String parameter) {
    return (CategoricalParameter) read(parameter).sweep().space().parameters().get(0);
  }

  @Test
  void aValueListedTwiceIsDrawnTwiceAsOftenAndThatIsSaid() {
    CategoricalParameter choice = choice("{values: [a, b, a, c]}");
    assertEquals(List.of("a", "b", "c"), choice.choices());
    assertEquals(List.of(0.5, 0.25, 0.25), choice.probabilities());
    assertEquals(
        List.of(
            "s.yaml:5: parameters.x.values[2]: a is listed twice. It is one choice with the shares of"
                + " both."),
        read("{values: [a, b, a, c]}").notices());
  }

  @Test
  void sharesOfAValueListedTwiceAreAdded() {
    CategoricalParameter choice = choice("{values: [1, 1, 2], probabilities: [0.25, 0.5, 0.25]}");
    assertEquals(List.of(1L, 2L), choice.choices());
    assertEquals(List.of(0.75, 0.25), choice.probabilities());
  }

  @Test
  void aListWithoutRepeatsHasEqualShares() {
    assertEquals(List.of(), choice("{values: [1, 1.0, '1', true]}").probabilities());
    assertEquals(List.of(), read("{values: [1, 1.0, '1', true]}").notices());
  }

  @Test
  void roundedProbabilitiesAreBroughtToOne() {
    double third = 0.33333 / (3 * 0.33333);
    assertEquals(
        List.of(third, third, third),
        choice("{values: [1, 2, 3], probabilities: [0.33333, 0.33333, 0.33333]}").probabilities());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{values: [1, 2, 3], probabilities: [0.333, 0.333, 0.333]} | not to 1.",
        "{values: [1, 1, 2], probabilities: [0.5, 0.5]} | give one for each value."
      })
  void probabilitiesThatDoNotFitAreRefused(String parameter, String end) {
    List<String> problems =
        assertThrows(SweepFileException.class, () -> read(parameter)).problems();
    assertEquals(1, problems.size());
    assertEquals(end, problems.get(0).substring(problems.get(0).length() - end.length()));
  }

  @Test
  void tagsSayWhatAWordIs() {
    assertEquals(
        List.of(3.0, 7L, true, "12", 1e-5),
        choice("{values: [!!float 3, !!int '7', !!bool true, !!str 12, !!float '1e-5']}")
            .choices());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "!!int 1.5 | tag !!int does not fit \"1.5\". Maybe leave it out.",
        "!!float abc | tag !!float does not fit \"abc\". Maybe leave it out.",
        "!!binary abc | tag !!binary is not supported. Maybe leave it out."
      })
  void tagsThatDoNotFitAreRefused(String word, String message) {
    List<String> problems =
        assertThrows(SweepFileException.class, () -> read("{values: [" + word + "]}")).problems();
    assertEquals(List.of("s.yaml:5: parameters.x.values[0]: " + message), problems);
  }
}
