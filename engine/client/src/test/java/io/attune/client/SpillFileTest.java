package io.attune.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SpillFileTest {
  @TempDir Path folder;
  private Path path;

  @BeforeEach
  void name() {
    path = folder.resolve("deep").resolve("a.spill");
  }

  private static List<Line> lines(long from, long to) {
    return LongStream.rangeClosed(from, to)
        .mapToObj(n -> new Line(n, "{\"log\": \"é " + "x".repeat((int) n) + "\"}"))
        .toList();
  }

  private byte[] written() throws IOException {
    try (SpillFile file = SpillFile.create(path, "{}")) {
      file.append(lines(1, 3));
    }
    return Files.readAllBytes(path);
  }

  @Test
  void whatIsAppendedIsReadInItsOrder() throws IOException {
    try (SpillFile file = SpillFile.create(path, "{}")) {
      file.append(lines(1, 700));
      assertEquals(lines(1, 5), file.peek(5, 1 << 20));
      file.sent(lines(1, 5));
      file.append(lines(701, 702));
      assertEquals(lines(6, 702), file.peek(10_000, 1 << 20));
      assertEquals(lines(6, 6), file.peek(10_000, 1));
    }
    assertTrue(Files.exists(path));
  }

  @Test
  void aFileOfWhichAllWasSentIsShortAndThenGone() throws IOException {
    try (SpillFile file = SpillFile.create(path, "{}")) {
      long empty = file.size();
      file.append(lines(1, 9));
      file.sent(lines(1, 9));
      assertEquals(empty, Files.size(path));
      file.append(lines(10, 11));
      assertEquals(lines(10, 11), file.peek(100, 1 << 20));
      file.sent(lines(10, 11));
    }
    assertFalse(Files.exists(path));
  }

  @Test
  void whatIsTornAtItsEndIsNotThere() throws IOException {
    byte[] whole = written();
    int last = new String(whole, StandardCharsets.UTF_8).indexOf("\n", whole.length / 2);
    for (int length = whole.length - 1; length > last + 40; length--) {
      Files.write(path, Arrays.copyOf(whole, length));
      try (SpillFile file = SpillFile.take(path).orElseThrow()) {
        List<Line> read = file.peek(10, 1 << 20);
        assertEquals(lines(1, read.size()), read);
        assertTrue(read.size() == 2 || read.size() == 1, "read " + read.size());
        file.sent(read);
        assertEquals(List.of(), file.peek(10, 1 << 20));
        assertTrue(file.isSent());
      }
      assertFalse(Files.exists(path));
    }
  }

  @Test
  void whatWasChangedAmidIsAnError() throws IOException {
    byte[] whole = written();
    whole[whole.length - 30] ^= 1;
    Files.write(path, whole);
    try (SpillFile file = SpillFile.take(path).orElseThrow()) {
      assertEquals(
          path + " was changed before byte 97; what follows cannot be sent.",
          assertThrows(IOException.class, () -> file.peek(10, 1 << 20)).getMessage());
    }
    assertTrue(Files.exists(path));
  }

  @Test
  void aFileThatSomebodyHasOpenIsLeftToThem() throws IOException {
    try (SpillFile file = SpillFile.create(path, "{}")) {
      file.append(lines(1, 1));
      assertEquals(Optional.empty(), SpillFile.take(path).map(SpillFile::path));
    }
    SpillFile.take(path).orElseThrow().close();
    assertEquals(
        Optional.empty(), SpillFile.take(folder.resolve("none.spill")).map(SpillFile::path));
  }

  @Test
  void whatIsNoSuchFileIsSaid() throws IOException {
    Path other = Files.writeString(folder.resolve("b.spill"), "hello\n");
    assertEquals(
        other + " does not begin like a file of Attune's.",
        assertThrows(IOException.class, () -> SpillFile.take(other)).getMessage());
  }
}
