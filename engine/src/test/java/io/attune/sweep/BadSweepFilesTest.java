package io.attune.sweep;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The table of bad files in bad-files.txt. */
class BadSweepFilesTest {
  private record Case(String title, String file, String message) {
    static Case of(String text) {
      String title = text.substring(0, text.indexOf('\n'));
      String[] parts = text.substring(title.length() + 1).split("(?m)^->\n", -1);
      String file = parts[0].replaceFirst("^\\.\\.\\.\n", "trainer: t\nmetric: {name: m}\n");
      return new Case(title, file, parts[1].strip());
    }

    void check() {
      SweepFileException error =
          assertThrows(SweepFileException.class, () -> SweepFile.parse(file, "s.yaml"));
      assertEquals(message, error.getMessage());
    }
  }

  @TestFactory
  Stream<DynamicTest> everyProblemIsToldWithItsPlaceAndRemedy() throws IOException {
    return cases().stream().map(c -> DynamicTest.dynamicTest(c.title(), c::check));
  }

  @Test
  void theTableIsLong() throws IOException {
    assertTrue(cases().size() >= 100, "cases: " + cases().size());
  }

  private static List<Case> cases() throws IOException {
    try (InputStream in = BadSweepFilesTest.class.getResourceAsStream("bad-files.txt")) {
      String table = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
      return Arrays.stream(table.split("(?m)^### ")).skip(1).map(Case::of).toList();
    }
  }
}
