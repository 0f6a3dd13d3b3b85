package io.attune.experiments.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import io.attune.run.Trainer;
import io.attune.store.TrialFolder;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PortraitTest {
  @TempDir Path folder;

  @Test
  void pointsOfThePlaneGetAMapOfDecisions() throws Exception {
    train(
        new MlpProvider().trainer(),
        Map.of("epochs", 40, "data", "xor", "pictures", true, "learning_rate", 0.5));

    assertEquals(List.of("decisions"), new TrialFolder(folder).pictureNames());
    // Opposite quarters of XOR look alike, neighbours do not.
    BufferedImage map = read("decisions");
    assertFalse(hue(map, 0.3, 0.3) == hue(map, 0.7, 0.3));
    assertEquals(hue(map, 0.3, 0.3), hue(map, 0.7, 0.7));
  }

  @Test
  void imagesGetTheFirstLayerAndLayersTheirDistributions() throws Exception {
    train(
        new MlpProvider().trainer(),
        Map.of("epochs", 1, "units", 9, "pictures", true, "layer_health", "full"));

    TrialFolder pictures = new TrialFolder(folder);
    assertEquals(List.of("distributions", "first-layer"), pictures.pictureNames());
    // Nine tiles of 8 × 8 pixels at zoom 6, three a row, with gaps of 3.
    assertEquals(3 * 51 - 3, read("first-layer").getWidth());
    assertNotNull(read("distributions"));
  }

  @Test
  void kernelsAreTilesToo() throws Exception {
    train(
        new CnnProvider().trainer(),
        Map.of("epochs", 1, "filters", 4, "pictures", true, "train_size", 100));

    assertEquals(2 * (3 * 16 + 3) - 3, read("first-layer").getWidth());
  }

  @Test
  void nothingIsDrawnUnlessAskedFor() throws Exception {
    train(new MlpProvider().trainer(), Map.of("epochs", 1, "train_size", 50));

    assertFalse(Files.exists(folder.resolve("pictures")));
  }

  private void train(Trainer trainer, Map<String, Object> values) throws Exception {
    trainer.train(new MemoryTrial(values, 1, folder));
  }

  private BufferedImage read(String name) throws IOException {
    return ImageIO.read(folder.resolve("pictures").resolve(name + ".png").toFile());
  }

  /** Which of red, green and blue is lowest: 0, 1 or 2; the most frequent one of an area. */
  private static int hue(BufferedImage map, double x, double y) {
    int[] counts = new int[3];
    for (int dx = -30; dx <= 30; dx++) {
      for (int dy = -30; dy <= 30; dy++) {
        int rgb = map.getRGB((int) (x * map.getWidth()) + dx, (int) (y * map.getHeight()) + dy);
        int red = rgb >> 16 & 0xFF;
        int blue = rgb & 0xFF;
        counts[red < blue ? 0 : red > blue ? 2 : 1]++;
      }
    }
    return counts[0] >= counts[2] ? 0 : 2;
  }
}
