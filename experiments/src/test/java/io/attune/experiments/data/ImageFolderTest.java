package io.attune.experiments.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.attune.experiments.data.DataRequest.Meaning;
import io.attune.experiments.data.DataRequest.Place;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImageFolderTest {
  private static final int RED = 0xff0000;
  private static final int GREY = 0x808080;

  @TempDir Path folder;

  @Test
  void foldersAreClassesAndColoursAreChannels() throws IOException {
    write("dog/1.png", 3, 2, GREY);
    write("cat/1.png", 3, 2, RED);

    Samples samples = read(Optional.empty());

    assertEquals(new Shape(3, 2, 3), samples.rows().shape());
    Targets.Labels labels = (Targets.Labels) samples.targets();
    assertEquals(List.of("cat", "dog"), labels.names());
    assertArrayEquals(new int[] {0, 1}, labels.labels());
    assertEquals(255, row(samples, 0)[0]);
    assertEquals(0, row(samples, 0)[6]);
    assertEquals(128, row(samples, 1)[6]);
  }

  @Test
  void greyImagesHaveOneChannel() throws IOException {
    write("a/1.png", 2, 2, GREY);
    write("b/1.png", 2, 2, 0x0a0a0a);

    Samples samples = read(Optional.empty());

    assertEquals(new Shape(1, 2, 2), samples.rows().shape());
    assertArrayEquals(new float[] {10, 10, 10, 10}, row(samples, 1));
  }

  @Test
  void jpegIsReadNearlyAsItWas() throws IOException {
    write("a/1.jpg", 8, 8, GREY);
    write("b/1.JPEG", 8, 8, GREY);

    assertEquals(128, row(read(Optional.empty()), 0)[20], 3);
  }

  @Test
  void imagesOfAnotherSizeAreNamed() throws IOException {
    write("a/1.png", 3, 2, GREY);
    write("b/1.png", 4, 2, GREY);

    assertEquals(
        folder.resolve("b/1.png")
            + ": has 4 × 2 pixels, but "
            + folder.resolve("a/1.png")
            + " has 3 × 2. Set image_size to bring all to one size.",
        assertThrows(DataException.class, () -> read(Optional.empty())).getMessage());
  }

  @Test
  void imagesAreBroughtToOneSize() throws IOException {
    write("a/1.png", 5, 9, GREY);
    write("b/1.png", 40, 20, GREY);

    Samples samples = read(Optional.of(4));

    assertEquals(new Shape(1, 4, 4), samples.rows().shape());
    assertEquals(128, row(samples, 1)[7]);
  }

  @Test
  void newPixelIsTheMeanOfTheAreaItCovers() {
    float[] plane = {0, 10, 20, 30, 40, 50};

    assertArrayEquals(
        new float[] {(0 + 30 + (10 + 40) / 2f) / 3, (20 + 50 + (10 + 40) / 2f) / 3},
        Resampling.resized(plane, 3, 1, 2),
        1e-4f);
    assertArrayEquals(new float[] {0, 0, 8, 8}, Resampling.resized(new float[] {0, 8}, 2, 1, 4));
  }

  @Test
  void fileThatIsNoImageIsNamed() throws IOException {
    write("a/1.png", 2, 2, GREY);
    Files.createDirectory(folder.resolve("b"));
    Path file = Files.writeString(folder.resolve("b/1.png"), "no image");

    assertEquals(
        file + ": is no image that can be read (neither PNG nor JPEG). Replace or remove it.",
        assertThrows(DataException.class, () -> read(Optional.empty())).getMessage());
  }

  @Test
  void classWithoutImagesIsNamed() throws IOException {
    write("a/1.png", 2, 2, GREY);
    Files.createDirectory(folder.resolve("b"));

    assertEquals(
        folder.resolve("b")
            + ": has no PNG or JPEG image. Make one folder per class there, with the images of that"
            + " class.",
        request(Optional.empty()).problem().orElseThrow());
  }

  private Samples read(Optional<Integer> side) {
    return new ImageFolder().read(request(side)).samples();
  }

  private DataRequest request(Optional<Integer> side) {
    return DataRequest.of(DataSource.IMAGES)
        .at(new Place(Optional.of(folder), Optional.empty(), Optional.empty(), Meaning.AUTO, side));
  }

  private void write(String name, int width, int height, int colour) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    for (int i = 0; i < width * height; i++) {
      image.setRGB(i % width, i / width, colour);
    }
    ImageIO.write(image, name.endsWith("png") ? "png" : "jpg", file.toFile());
  }

  private static float[] row(Samples samples, int index) {
    float[] row = new float[samples.rows().shape().size()];
    samples.rows().reader().read(index, row);
    return row;
  }
}
