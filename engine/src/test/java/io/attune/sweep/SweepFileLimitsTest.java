package io.attune.sweep;

import static java.time.Duration.ofSeconds;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files made to exhaust the reader. Each must be refused in words, at once. */
class SweepFileLimitsTest {
  private static final String HEAD = "trainer: t\nmetric: {name: m}\n";

  @Test
  void yamlLargerThanItsLimitIsNotEvenParsed() {
    String large = HEAD + "parameters: {x: {value: 1}}\n" + "# padding\n".repeat(30_000);
    assertEquals(
        "s.yaml: it is larger than 256 KB, the most that is read as YAML.", refusal(large));
  }

  @Test
  void sizeCountsBytes() {
    String large = HEAD + "name: " + "数".repeat(100_000);
    assertEquals(
        "s.yaml: it is larger than 256 KB, the most that is read as YAML.", refusal(large));
  }

  @Test
  void hugeFilesAreNotReadToTheirEnd(@TempDir Path folder) throws IOException {
    Path file = Files.write(folder.resolve("huge.yaml"), new byte[17 * 1024 * 1024]);
    SweepFileException error = assertThrows(SweepFileException.class, () -> SweepFile.read(file));
    assertEquals(
        file + ": it is larger than 16,384 KB, the most that is read as JSON.", error.getMessage());
  }

  @Test
  void deepListsAreRefusedInEveryNotation() {
    String refused = "s.yaml:3: lists and mappings are nested more than 64 levels deep.";
    assertEquals(refused, refusal(HEAD + "parameters: " + "[".repeat(1000) + "]".repeat(1000)));
    assertEquals(refused, refusal(HEAD + "parameters: " + "{a: ".repeat(1000) + "}".repeat(1000)));
    assertEquals(refused, refusal("\n\n" + "- ".repeat(1000) + "x"));
    assertEquals(
        refused, refusal("{\n\n\"a\": " + "[".repeat(100_000) + "]".repeat(100_000) + "}"));
  }

  @Test
  void deepBlocksAreRefused() {
    StringBuilder text = new StringBuilder(HEAD + "parameters:\n");
    for (int i = 1; i < 300; i++) {
      text.append(" ".repeat(i)).append("a:\n");
    }
    assertEquals(
        "s.yaml:67: lists and mappings are nested more than 64 levels deep.",
        refusal(text.toString()));
  }

  @Test
  void aliasesThatMultiplyAreRefused() {
    StringBuilder bomb = new StringBuilder(HEAD + "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
    for (int i = 1; i < 10; i++) {
      String ten = ("*a" + (i - 1) + ", ").repeat(10);
      bomb.append("a%d: &a%d [%s]\n".formatted(i, i, ten));
    }
    assertEquals("s.yaml:3: aliases stand for more than 10000 values.", refusal(bomb.toString()));
  }

  @Test
  void manyAliasesAreRefused() {
    assertEquals(
        "s.yaml:4: more than 100 aliases are used.",
        refusal(HEAD + "a: &a 1\nb: [" + "*a, ".repeat(1000) + "]"));
  }

  @Test
  void mergesThatMultiplyAreRefused() {
    StringBuilder bomb = new StringBuilder(HEAD + "a0: &a0 {k: [1, 2, 3, 4, 5, 6, 7, 8]}\n");
    for (int i = 1; i < 12; i++) {
      bomb.append("a%d: &a%d {x: *a%d, y: *a%d, z: *a%d}\n".formatted(i, i, i - 1, i - 1, i - 1));
    }
    assertEquals("s.yaml:3: aliases stand for more than 10000 values.", refusal(bomb.toString()));
  }

  @Test
  void endlessNumbersAreRefused() {
    String digits = "1".repeat(100_000);
    String brief = "1".repeat(40) + "…";
    String whole =
        brief
            + " is too large for a whole number, which ends at 9223372036854775807."
            + " Maybe write it with an exponent, such as 1e20, if it need not be whole.";
    String real =
        brief + " is too large for a number, which ends at 1.8e308. Maybe check its exponent.";
    String file = HEAD + "parameters: {x: {value: 1}}\n";
    assertEquals("s.yaml:4: seed: " + whole, refusal(file + "seed: " + digits));
    assertEquals("s.yaml:4: seed: " + real, refusal(file + "seed: " + digits + ".5"));
    assertEquals(
        "s.yaml:1: seed: " + whole,
        refusal(
            "{\"trainer\": \"t\", \"metric\": {\"name\": \"m\"}, \"parameters\": {}, \"seed\": "
                + digits
                + "}"));
  }

  @Test
  void endlessKeysAreCutInMessages() {
    assertEquals(
        "s.yaml:4: "
            + "k".repeat(80)
            + "…: this key is unknown. Known: name, description, trainer, program, command,"
            + " process, metric, constraints, method, sampler, seed, budget, stop, run_cap, parallel,"
            + " max_retries, keep, early_terminate, fixed, enqueue, ….",
        refusal(HEAD + "parameters: {x: {value: 1}}\n" + "? " + "k".repeat(200_000) + "\n: 1"));
  }

  @Test
  void manyProblemsAreCounted() {
    StringBuilder text = new StringBuilder(HEAD + "parameters: {x: {value: 1}}\n");
    for (int i = 0; i < 10_000; i++) {
      text.append("unknown_").append(i).append(": 1\n");
    }
    List<String> problems =
        assertThrows(SweepFileException.class, () -> parse(text.toString())).problems();
    assertEquals(21, problems.size());
    assertEquals("s.yaml: and 9980 more problems.", problems.get(20));
  }

  @Test
  void longChainsOfConditionsAreSorted() {
    StringBuilder text = new StringBuilder(HEAD + "parameters:\n  p0: {value: 1}\n");
    for (int i = 1; i < 2000; i++) {
      text.append("  p%d: {value: 1, when: {p%d: 1}}\n".formatted(i, i - 1));
    }
    Sweep sweep = assertTimeoutPreemptively(ofSeconds(20), () -> parse(text.toString()));
    assertEquals(2000, sweep.space().dimensions());
  }

  @Test
  void thousandsOfUnknownParentsAreToldQuickly() {
    StringBuilder text = new StringBuilder(HEAD + "parameters:\n");
    for (int i = 0; i < 5000; i++) {
      text.append("  p%d: {value: 1, when: {q%d: 1}}\n".formatted(i, i));
    }
    assertEquals(
        "s.yaml:4: parameters.p0.when.q0: there is no such parameter. Known: p1, p2, p3, p4, p5,"
            + " p6, p7, p8, p9, p10, p11, p12, p13, p14, p15, p16, p17, p18, p19, p20, ….",
        refusal(text.toString()).lines().findFirst().orElseThrow());
  }

  @Test
  void characterZeroIsRefused() {
    assertEquals(
        "s.yaml:3: character U+0000 is not allowed in YAML. Maybe the file is damaged.",
        refusal(HEAD + "name: a\0b"));
  }

  @Test
  void aFileJustInsideItsLimitIsRead() {
    String padding = "# padding\n".repeat(26_000);
    assertDoesNotThrow(() -> parse(HEAD + "parameters: {x: {value: 1}}\n" + padding));
  }

  /** Minutes or a stack overflow would be the failure; ten seconds are for slow machines. */
  private static String refusal(String text) {
    SweepFileException error =
        assertTimeoutPreemptively(
            ofSeconds(10), () -> assertThrows(SweepFileException.class, () -> parse(text)));
    return String.valueOf(error.getMessage());
  }

  private static Sweep parse(String text) {
    return SweepFile.parse(text, "s.yaml").sweep();
  }
}
