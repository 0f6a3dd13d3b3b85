package io.attune.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NotationTest {
  @Test
  void seedsAreNumbersAndRanges() {
    assertEquals(List.of(0L, 1L, 2L, 7L, 9L), Seeds.parse("0-2, 7,9"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a", "1-", "-1", "1,,2"})
  void otherSeedsAreRefused(String text) {
    assertThrows(BenchException.class, () -> Seeds.parse(text));
  }

  @Test
  void settingsAreSplitAtCommasOutsideOfBraces() {
    assertEquals(
        List.of(
            new Setting("ours-bayes", "{type: bayes}"),
            new Setting("small", "{type: tpe, sizes: [1, 2]}"),
            new Setting("gp", "{type: bayes}")),
        Setting.list("bayes, small={type: tpe, sizes: [1, 2]},gp=bayes", "ours-"));
  }

  @Test
  void settingsThatNameNothingAreRefused() {
    BenchException refusal =
        assertThrows(BenchException.class, () -> Setting.list("bayes,", "ours-"));
    assertEquals(
        "\"\" names nothing. Maybe write a name, `bayes`, or `label={type: bayes}`.",
        refusal.getMessage());
  }
}
