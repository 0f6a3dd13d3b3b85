package io.attune.experiments.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.attune.experiments.data.DataRequest.Place;
import io.attune.experiments.djl.DjlBackend;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CifarTest {
  private static final int RECORD = 3073;

  @TempDir Path folder;

  @Test
  void imagesOfSeveralFilesAreReadInThreeColours() throws IOException {
    write("data_batch_1.bin", 30);
    write("data_batch_2.bin", 20);
    write("test_batch.bin", 10);

    Dataset data = data();

    assertEquals(new Shape(3, 32, 32), data.shape());
    assertEquals(
        List.of(45, 5, 10),
        List.of(data.train().size(), data.validation().size(), data.test().size()));
    assertEquals("airplane", data.train().classNames().get(0));
    for (int i = 0; i < data.train().size(); i++) {
      assertColours(data, i);
    }
  }

  /** Image n of class n mod 10 has the numbers n, n + 1 and n + 2 as its colours. */
  private static void assertColours(Dataset data, int index) {
    float[] image = Batches.of(data.reader(1), data.train(), index);
    float[] expected = new float[image.length];
    for (int plane = 0; plane < 3; plane++) {
      Arrays.fill(expected, plane * 1024, (plane + 1) * 1024, image[0] + plane);
    }
    assertArrayEquals(expected, image);
    assertEquals(data.train().label(index), (int) image[0] % 10);
  }

  @Test
  void partOfAnImageIsRefused() throws IOException {
    Path file = Files.write(folder.resolve("data_batch_1.bin"), new byte[RECORD + 1]);
    write("test_batch.bin", 10);

    assertEquals(
        file
            + ": has 3,074 bytes, but each image of CIFAR-10's binary version takes 3,073. Get it"
            + " again.",
        assertThrows(DataException.class, this::data).getMessage());
  }

  @Test
  void classThatDoesNotExistIsRefused() throws IOException {
    byte[] content = new byte[2 * RECORD];
    content[RECORD] = 10;
    Path file = Files.write(folder.resolve("data_batch_1.bin"), content);
    write("test_batch.bin", 10);

    assertEquals(
        file
            + ": image 2 has label 10, but labels go from 0 to 9. Maybe another file got this"
            + " name.",
        assertThrows(DataException.class, this::data).getMessage());
  }

  @Test
  void missingTestFileIsNamed() throws IOException {
    write("data_batch_3.bin", 10);

    assertEquals(
        "cifar-10 has no test_batch.bin in "
            + folder
            + ". Unpack CIFAR-10's binary version there (data_batch_1.bin to data_batch_5.bin and"
            + " test_batch.bin); https://www.cs.toronto.edu/~kriz/cifar.html has it.",
        assertThrows(DataException.class, this::data).getMessage());
  }

  @Test
  void photographsAreReadWhereTheyAre() {
    String place = System.getenv("ATTUNE_CIFAR");
    assumeTrue(place != null, "set ATTUNE_CIFAR to a folder with CIFAR-10's binary version");

    Dataset data =
        new Datasets(DjlBackend.both())
            .get(
                DataRequest.of(DataSource.CIFAR_10).at(Place.folder(Path.of(place))),
                Preparation.USUAL);

    assertEquals(10, data.classes());
    assertEquals(0, data.train().size() % 9);
  }

  private Dataset data() {
    DataRequest request = DataRequest.of(DataSource.CIFAR_10).at(Place.folder(folder));
    return new Datasets(DjlBackend.both()).get(request, Preparation.by(Preparation.Method.NONE));
  }

  private void write(String name, int count) throws IOException {
    byte[] content = new byte[count * RECORD];
    for (int i = 0; i < count; i++) {
      content[i * RECORD] = (byte) (i % 10);
      for (int plane = 0; plane < 3; plane++) {
        int start = i * RECORD + 1 + plane * 1024;
        Arrays.fill(content, start, start + 1024, (byte) (i + plane));
      }
    }
    Files.write(folder.resolve(name), content);
  }
}
