package io.attune.experiments.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.attune.experiments.data.Augmentation.Kind;
import io.attune.experiments.nn.CounterRandom;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AugmentationTest {
  /** Two channels of 3 × 4 pixels, numbered from 1. */
  private static final Shape SHAPE = new Shape(2, 3, 4);

  private static final float[] IMAGE = image();

  @Test
  void halfOfTheImagesAreMirrored() {
    float[] mirrored = {
      4, 3, 2, 1, 8, 7, 6, 5, 12, 11, 10, 9, 16, 15, 14, 13, 20, 19, 18, 17, 24, 23, 22, 21
    };
    List<float[]> seen = draws(new Augmentation(Kind.FLIP, Optional.empty(), 0), 1000);

    long turned = seen.stream().filter(image -> Arrays.equals(image, mirrored)).count();
    assertEquals(1000, turned + seen.stream().filter(i -> Arrays.equals(i, IMAGE)).count());
    // Of 1,000 tosses of a coin, 500 ± 79 are heads but once in a million times.
    assertEquals(500, turned, 79);
  }

  @Test
  void cropMovesTheImageByUpToItsPadding() {
    Set<String> seen = new HashSet<>();
    draws(new Augmentation(Kind.CROP, Optional.empty(), 1), 500)
        .forEach(image -> seen.add(Arrays.toString(image)));

    // Three places up and down, three to the left and right.
    assertEquals(9, seen.size());
    float[] downAndRight = {
      0, 0, 0, 0, 0, 1, 2, 3, 0, 5, 6, 7, 0, 0, 0, 0, 0, 13, 14, 15, 0, 17, 18, 19
    };
    float[] upAndLeft = {
      6, 7, 8, 0, 10, 11, 12, 0, 0, 0, 0, 0, 18, 19, 20, 0, 22, 23, 24, 0, 0, 0, 0, 0
    };
    for (float[] one : List.of(IMAGE, downAndRight, upAndLeft)) {
      assertTrue(seen.contains(Arrays.toString(one)), Arrays.toString(one));
    }
  }

  @Test
  void smallerCropsAreCutFromEverywhere() {
    Set<String> seen = new HashSet<>();
    draws(new Augmentation(Kind.CROP, Optional.of(2), 0), 500)
        .forEach(image -> seen.add(Arrays.toString(image)));

    assertEquals(6, seen.size());
    assertTrue(seen.contains(Arrays.toString(new float[] {7, 8, 11, 12, 19, 20, 23, 24})));
  }

  @Test
  void evaluationSeesTheMiddleAndNothingElse() {
    Dataset data = data().augmented(new Augmentation(Kind.CROP_FLIP, Optional.of(2), 2));

    assertEquals(new Shape(2, 2, 2), data.shape());
    for (int i = 0; i < 20; i++) {
      assertArrayEquals(
          new float[] {2, 3, 6, 7, 14, 15, 18, 19},
          Batches.of(data.reader(1), data.validation(), 0));
    }
  }

  @Test
  void sameRandomNumbersChangeImagesInTheSameWay() {
    Augmentation both = new Augmentation(Kind.CROP_FLIP, Optional.empty(), 1);

    List<String> first = draws(both, 50).stream().map(Arrays::toString).toList();

    assertEquals(first, draws(both, 50).stream().map(Arrays::toString).toList());
    assertFalse(first.stream().allMatch(Arrays.toString(IMAGE)::equals));
  }

  @Test
  void cropLargerThanTheImageIsRefused() {
    assertEquals(
        "crop_size is 4, but images have 3 × 4 pixels. Set it to 3 or less; crop_padding adds a"
            + " margin.",
        new Augmentation(Kind.CROP, Optional.of(4), 0).problem(SHAPE).orElseThrow());
  }

  @Test
  void paddingThatCanHideTheImageIsRefused() {
    assertEquals(
        "crop_padding is 3, which can leave nothing of an image of 3 × 4 pixels. Set it below 3.",
        new Augmentation(Kind.CROP, Optional.empty(), 3).problem(SHAPE).orElseThrow());
  }

  private static List<float[]> draws(Augmentation augmentation, int count) {
    Dataset data = data().augmented(augmentation);
    BatchReader reader = data.learningReader(1);
    reader.draw(CounterRandom.of(7, CounterRandom.Purpose.AUGMENTATION, 1));
    return IntStream.range(0, count).mapToObj(i -> Batches.of(reader, data.train(), 0)).toList();
  }

  private static Dataset data() {
    byte[] pixels = new byte[IMAGE.length];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = (byte) IMAGE[i];
    }
    Samples samples = Samples.labelled(ByteRows.of(SHAPE, pixels), new byte[1], List.of("only"));
    Examples one = new Examples(samples, new int[] {0});
    return new Dataset(one, one, one);
  }

  private static float[] image() {
    float[] image = new float[SHAPE.size()];
    for (int i = 0; i < image.length; i++) {
      image[i] = i + 1;
    }
    return image;
  }
}
