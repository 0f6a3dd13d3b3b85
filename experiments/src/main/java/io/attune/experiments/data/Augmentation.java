package io.attune.experiments.data;

import java.util.Locale;
import java.util.Optional;

/**
 * Changes of images that leave their class alone, made anew each time an image is learned from.
 * Where images are cropped, those to evaluate on are cut in the middle.
 *
 * @param cropSize side in pixels of what is cut out; empty for the size of the image
 * @param padding pixels of 0, which is the mean of centred data, put around an image before
 *     something is cut out at random
 */
public record Augmentation(Kind kind, Optional<Integer> cropSize, int padding) {
  /** No change. */
  public static final Augmentation NONE = new Augmentation(Kind.NONE, Optional.empty(), 0);

  /** The kind in sweep files. */
  public String name() {
    return kind.name().toLowerCase(Locale.ROOT);
  }

  /** Why images of some shape cannot be changed so; empty if they can. */
  public Optional<String> problem(Shape image) {
    int side = Math.min(image.height(), image.width());
    if (kind.crops() && cropSize.orElse(side) > side) {
      return Optional.of(
          "crop_size is %d, but images have %d × %d pixels. Set it to %d or less; crop_padding adds a margin."
              .formatted(cropSize.orElse(side), image.height(), image.width(), side));
    }
    return kind.crops() && padding >= side
        ? Optional.of(
            "crop_padding is %d, which can leave nothing of an image of %d × %d pixels. Set it below %d."
                .formatted(padding, image.height(), image.width(), side))
        : Optional.empty();
  }

  /** What is done. */
  public enum Kind {
    /** Nothing. */
    NONE,
    /** Cut out a part of the image at random. */
    CROP,
    /** Mirror left and right in half of the cases. */
    FLIP,
    /** Both. */
    CROP_FLIP;

    /** Whether something is cut out. */
    public boolean crops() {
      return this == CROP || this == CROP_FLIP;
    }

    boolean flips() {
      return this == FLIP || this == CROP_FLIP;
    }
  }

  /** What an image looks like afterwards. */
  public Shape of(Shape image) {
    return kind.crops() && cropSize.isPresent()
        ? new Shape(image.channels(), cropSize.get(), cropSize.get())
        : image;
  }

  /** For images to evaluate on. */
  ImageCut fixed(Shape image) {
    return new ImageCut(image, of(image), 0, false);
  }

  /** For images to learn from. */
  ImageCut random(Shape image) {
    return new ImageCut(image, of(image), kind.crops() ? padding : 0, kind.flips());
  }
}
