package io.attune.experiments.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.attune.experiments.data.DataRequest.Place;
import io.attune.experiments.djl.DjlBackend;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatasetTest {
  private static final Dataset DIGITS =
      new Datasets(DjlBackend.both()).get(DataRequest.of(DataSource.DIGITS), Preparation.USUAL);

  @TempDir Path folder;

  @Test
  void digitsAreSplitInThreeWithoutLosingOne() {
    Set<String> seen = new HashSet<>();
    int total = 0;
    for (Examples part : parts(DIGITS)) {
      total += part.size();
      IntStream.range(0, part.size()).forEach(i -> seen.add(Arrays.toString(raw(part, i))));
    }
    assertEquals(1797, total);
    // All 1,797 images differ, so a smaller set would mean that parts overlap.
    assertEquals(1797, seen.size());
  }

  @Test
  void everyPartHasEachDigitInItsShare() {
    for (Examples part : parts(DIGITS)) {
      int[] counts = counts(part);
      Arrays.stream(counts).forEach(n -> assertEquals(part.size() / 10.0, n, part.size() / 50.0));
    }
  }

  @Test
  void firstExamplesHaveEachDigitToo() {
    Arrays.stream(counts(DIGITS.train().first(100))).forEach(n -> assertEquals(10, n, 1));
  }

  @Test
  void splitIsTheSameInEveryProcess() {
    CRC32 sum = new CRC32();
    for (int i = 0; i < DIGITS.test().size(); i++) {
      sum.update(Arrays.toString(raw(DIGITS.test(), i)).getBytes(StandardCharsets.US_ASCII));
    }

    assertEquals("bf482f69", Long.toHexString(sum.getValue()));
  }

  @Test
  void trainingPixelsHaveMeanZeroAndDeviationOne() {
    float[] pixels = pixels(DIGITS, DIGITS.train());
    double mean = mean(pixels);
    assertEquals(0, mean, 1e-5);
    assertEquals(1, deviation(pixels, mean), 1e-5);
  }

  @Test
  void otherPartsAreStandardisedWithTheTrainingPartsStatistics() {
    float[] pixels = pixels(DIGITS, DIGITS.test());

    assertNotEquals(0, mean(pixels), 1e-4);
    float background = pixels(DIGITS, DIGITS.train())[0];
    assertEquals(background, pixels[0]);
  }

  @Test
  void aTenthOfTheTrainingFilesValidates() throws IOException {
    IdxFiles.write(folder, 200, 60);

    Dataset data =
        new Datasets(DjlBackend.both())
            .get(DataRequest.of(DataSource.MNIST).at(Place.folder(folder)), Preparation.USUAL);

    assertEquals(List.of(180, 20, 60), parts(data).stream().map(Examples::size).toList());
    assertEquals(IdxFiles.SIDE, data.train().height());
  }

  @Test
  void dataIsReadOncePerProcess() {
    Datasets datasets = new Datasets(DjlBackend.both());

    assertSame(
        datasets.get(DataRequest.of(DataSource.DIGITS), Preparation.USUAL),
        datasets.get(DataRequest.of(DataSource.DIGITS), Preparation.USUAL));
  }

  @Test
  void batchHoldsTheExamplesOfItsStretchOfTheOrder() {
    int[] order = {5, 3, 8, 1};
    BatchReader reader = DIGITS.reader(2);

    reader.read(DIGITS.train(), order, 1, 3);

    int[] expected = {DIGITS.train().label(3), DIGITS.train().label(8)};
    assertTrue(Arrays.equals(expected, reader.labels()));
    float[] batch = Batches.floats(reader, 2 * 64);
    reader.read(DIGITS.train(), order, 2, 3);
    assertTrue(Arrays.equals(Arrays.copyOfRange(batch, 64, 128), Batches.floats(reader, 64)));
  }

  private static List<Examples> parts(Dataset data) {
    return List.of(data.train(), data.validation(), data.test());
  }

  private static int[] counts(Examples part) {
    int[] counts = new int[part.classes()];
    IntStream.range(0, part.size()).forEach(i -> counts[part.label(i)]++);
    return counts;
  }

  /** Pixels as they are, 0 to 16. */
  private static float[] raw(Examples part, int index) {
    float[] row = new float[part.shape().size()];
    part.rows().reader().read(part.row(index), row);
    return row;
  }

  private static float[] pixels(Dataset data, Examples part) {
    int area = part.height() * part.width();
    BatchReader reader = data.reader(part.size());
    reader.read(part, IntStream.range(0, part.size()).toArray(), 0, part.size());
    return Batches.floats(reader, part.size() * area);
  }

  private static double mean(float[] values) {
    double sum = 0;
    for (float value : values) {
      sum += value;
    }
    return sum / values.length;
  }

  private static double deviation(float[] values, double mean) {
    double sum = 0;
    for (float value : values) {
      sum += (value - mean) * (value - mean);
    }
    return Math.sqrt(sum / values.length);
  }
}
