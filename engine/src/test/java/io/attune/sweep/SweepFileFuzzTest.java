package io.attune.sweep;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;

/** Damaged files: whatever they say, the reader answers with a sweep or with an error in words. */
class SweepFileFuzzTest {
  private static final String YAML =
      """
      name: fuzz
      trainer: mlp
      metric: {name: val_accuracy, goal: maximize}
      method: random
      seed: 7
      budget: {trials: 40, time: 1h30m, trial_time: 90}
      parallel: 2
      max_retries: 1
      early_terminate: {type: median, min_trials: 3, warmup_steps: 2}
      parameters:
        base: &base {min: 1, max: 4}
        units: {<<: *base, max: 8}
        layers: *base
        rate: {distribution: q_log_uniform_values, min: 0.1, max: 1, q: 0.1}
        optimizer: {values: [sgd, "adam", null_, [1, 2], {a: b}], probabilities: [.2, 0.2, 2e-1, 0.2, 0.2]}
        net:
          parameters:
            kind: {values: [mlp, cnn]}
            width: {distribution: q_uniform, min: 8, max: 64, q: 8, when: {kind: mlp, units: [1, 2]}}
      """;

  private static final String[] SNIPPETS = {
    ":",
    "\n",
    "  ",
    "-",
    "*base",
    "&x",
    "<<",
    "{",
    "}",
    "[",
    "]",
    "\"",
    "'",
    "#",
    "null",
    "1e999",
    ".nan",
    "-1",
    "0",
    "!!x",
    "---\n",
    "\t",
    "?",
    "|",
    ">",
    "%",
    "@",
    "when",
    "parameters",
    "q: 0",
    "\uFEFF",
    "\0",
    "\uD800",
    "99999999999999999999",
    ","
  };

  private int read;
  private int refused;

  @Test
  void damagedYamlIsReadOrRefusedInWords() {
    Random random = new Random(11);
    for (int i = 0; i < 4000; i++) {
      check(damaged(YAML, random), "s.yaml");
    }
    assertTrue(read > 100 && refused > 1000, read + " read, " + refused + " refused");
  }

  @Test
  void damagedJsonIsReadOrRefusedInWords() {
    String json = SweepFile.write(SweepFile.parse(YAML, "s.yaml").sweep());
    Random random = new Random(12);
    for (int i = 0; i < 4000; i++) {
      check(damaged(json, random), "s.json");
    }
    assertTrue(read > 30 && refused > 1000, read + " read, " + refused + " refused");
  }

  @Test
  void filesCutOffAnywhereAreReadOrRefusedInWords() {
    for (int end = 0; end < YAML.length(); end++) {
      check(YAML.substring(0, end), "s.yaml");
    }
    assertTrue(refused > 200, refused + " refused");
  }

  /** Anything thrown but the reader's own exception fails the test. */
  private void check(String text, String name) {
    try {
      SweepFile.parse(text, name);
      read++;
    } catch (SweepFileException e) {
      assertTrue(e.problems().stream().allMatch(line -> line.startsWith(name)), e.getMessage());
      refused++;
    }
  }

  private static String damaged(String text, Random random) {
    StringBuilder copy = new StringBuilder(text);
    int wounds = 1 + random.nextInt(3);
    for (int i = 0; i < wounds; i++) {
      int at = random.nextInt(copy.length());
      int end = Math.min(copy.length(), at + random.nextInt(6));
      switch (random.nextInt(3)) {
        case 0 -> copy.delete(at, Math.max(at + 1, end));
        case 1 -> copy.insert(at, SNIPPETS[random.nextInt(SNIPPETS.length)]);
        default -> copy.replace(at, end, copy.substring(random.nextInt(at + 1), at));
      }
    }
    return copy.toString();
  }
}
