package io.attune.store;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.attune.store.BlobStore.Blob;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BlobStoreTest {
  @TempDir Path folder;

  private BlobStore blobs() {
    return BlobStore.in(folder.resolve("blobs"));
  }

  private static InputStream stream(String text) {
    return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void contentIsKeptUnderItsSha256() throws IOException {
    Blob blob = blobs().put(stream("abc"), 3);
    // The example of FIPS 180-2, appendix B.1.
    assertEquals(
        new Blob("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad", 3), blob);
    try (InputStream in = blobs().open(blob.sha256())) {
      assertArrayEquals("abc".getBytes(StandardCharsets.UTF_8), in.readAllBytes());
    }
  }

  @Test
  void theSameContentIsThereOnce() throws IOException {
    Blob first = blobs().put(stream("same"), 100);
    Blob second = blobs().put(stream("same"), 100);
    assertEquals(first, second);
    assertEquals(List.of(first), blobs().all());
    assertEquals(List.of(), blobs().leftovers());
  }

  @Test
  void contentThatIsTooLargeLeavesNothingBehind() {
    IOException refused =
        assertThrows(BlobStore.TooLargeException.class, () -> blobs().put(stream("12345"), 4));
    assertEquals("there are more than 4 bytes, which are the most.", refused.getMessage());
    assertEquals(List.of(), blobs().all());
    assertEquals(List.of(), blobs().leftovers());
  }

  @Test
  void aStreamThatBreaksLeavesNothingBehind() {
    InputStream broken =
        new InputStream() {
          @Override
          public int read() throws IOException {
            throw new IOException("line cut");
          }
        };
    assertThrows(IOException.class, () -> blobs().put(broken, 100));
    assertEquals(List.of(), blobs().all());
    assertEquals(List.of(), blobs().leftovers());
  }

  @Test
  void noNameLeadsOutOfTheFolder() throws IOException {
    Files.writeString(folder.resolve("secret"), "mine");
    for (String name :
        List.of(
            "../secret",
            "..",
            "",
            "/etc/passwd",
            "aa/../../secret",
            "..%2fsecret",
            "A".repeat(64),
            "0".repeat(63),
            "0".repeat(62) + "/.",
            "\0".repeat(64))) {
      assertThrows(IllegalArgumentException.class, () -> blobs().open(name), name);
      assertThrows(IllegalArgumentException.class, () -> blobs().delete(name), name);
    }
  }

  @Test
  void aLinkIsNotFollowed() throws IOException {
    Path secret = Files.writeString(folder.resolve("secret"), "mine");
    String name = "ab" + "0".repeat(62);
    Path group = Files.createDirectories(folder.resolve("blobs/ab"));
    Files.createSymbolicLink(group.resolve("0".repeat(62)), secret);
    assertThrows(NoSuchFileException.class, () -> blobs().open(name));
    assertEquals(List.of(), blobs().all());
  }

  @Test
  void aContentThatWasCutShortIsMendedWhenItComesAgain() throws IOException {
    Blob blob = blobs().put(stream("whole"), 100);
    Path file =
        folder
            .resolve("blobs")
            .resolve(blob.sha256().substring(0, 2))
            .resolve(blob.sha256().substring(2));
    Files.writeString(file, "wh");
    blobs().put(stream("whole"), 100);
    assertEquals("whole", Files.readString(file));
  }

  @Test
  void whatIsDeletedIsGone() throws IOException {
    Blob blob = blobs().put(stream("old"), 100);
    assertTrue(blobs().delete(blob.sha256()));
    assertFalse(blobs().delete(blob.sha256()));
    assertThrows(NoSuchFileException.class, () -> blobs().open(blob.sha256()));
    assertEquals(List.of(), blobs().all());
  }

  @Test
  void manyMayKeepTheSameContentsAtOnce() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(8);
    List<Future<Blob>> kept = new ArrayList<>();
    for (int i = 0; i < 80; i++) {
      String text = "content " + i % 5;
      kept.add(threads.submit(() -> blobs().put(stream(text), 100)));
    }
    for (Future<Blob> blob : kept) {
      assertEquals(9, blob.get().bytes());
    }
    threads.shutdown();
    assertEquals(5, blobs().all().size());
    try (Stream<Path> files = Files.walk(folder.resolve("blobs"))) {
      assertEquals(5, files.filter(Files::isRegularFile).count());
    }
  }
}
