package io.attune.store;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TrialFolderTest {
  private static final byte[] PNG = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n', 42};

  @TempDir Path files;
  private TrialFolder folder;

  @BeforeEach
  void makeFolder() throws IOException {
    folder = TrialFolder.of(files, 7);
    Files.createDirectories(folder.pictures());
  }

  @Test
  void picturesAreListedByNameAndReadWhole() throws IOException {
    put("second.png", PNG);
    put("first-layer.png", PNG);

    assertEquals(List.of("first-layer", "second"), folder.pictureNames());
    assertArrayEquals(PNG, folder.picture("second").orElseThrow());
  }

  @Test
  void trialWithoutFolderHasNone() {
    assertEquals(List.of(), TrialFolder.of(files, 8).pictureNames());
    assertEquals(Optional.empty(), TrialFolder.of(files, 8).picture("first-layer"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"..", "../secret", "a/b", "/etc/passwd", "A", "", "secret", "a.b", "a%2f"})
  void namesThatAreNoPictureReadNothing(String name) throws IOException {
    Files.write(folder.path().resolve("secret.png"), PNG);

    assertEquals(Optional.empty(), folder.picture(name));
  }

  @Test
  void linkOutOfTheFolderIsNoPicture() throws IOException {
    Path secret = Files.write(files.resolve("secret.png"), PNG);
    Files.createSymbolicLink(folder.pictures().resolve("link.png"), secret);

    assertEquals(List.of(), folder.pictureNames());
    assertEquals(Optional.empty(), folder.picture("link"));
  }

  @Test
  void linkedFolderHasNoPictures() throws IOException {
    Path elsewhere = Files.createDirectory(files.resolve("elsewhere"));
    Files.write(elsewhere.resolve("secret.png"), PNG);
    TrialFolder linked = TrialFolder.of(files, 9);
    Files.createDirectories(linked.path());
    Files.createSymbolicLink(linked.pictures(), elsewhere);

    assertEquals(List.of(), linked.pictureNames());
    assertEquals(Optional.empty(), linked.picture("secret"));
  }

  @Test
  void fileThatIsNoPngIsNotServed() throws IOException {
    put("page.png", "<script>alert(1)</script>".getBytes(java.nio.charset.StandardCharsets.UTF_8));

    assertEquals(Optional.empty(), folder.picture("page"));
  }

  @Test
  void hugeFileIsNoPicture() throws IOException {
    put("huge.png", java.util.Arrays.copyOf(PNG, TrialFolder.MOST_BYTES + 1));

    assertEquals(List.of(), folder.pictureNames());
    assertEquals(Optional.empty(), folder.picture("huge"));
  }

  private void put(String file, byte[] content) throws IOException {
    Files.write(folder.pictures().resolve(file), content);
  }
}
