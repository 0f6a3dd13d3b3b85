package io.attune.experiments.data;

import java.util.Locale;
import java.util.Optional;

/**
 * What is done to numbers before a network sees them. All statistics are those of the training
 * split alone.
 *
 * @param components how many directions {@code PCA} and {@code WHITEN} keep; empty for all
 * @param epsilon added to the variance of each direction before {@code WHITEN} and {@code ZCA}
 *     divide by its root, above 0
 */
public record Preparation(Method method, Optional<Integer> components, double epsilon) {
  /** Mean 0 and deviation 1 in every channel. */
  public static final Preparation USUAL =
      new Preparation(Method.STANDARDIZE_CHANNEL, Optional.empty(), 1e-5);

  /** Only the method matters. */
  public static Preparation by(Method method) {
    return new Preparation(method, USUAL.components, USUAL.epsilon);
  }

  /** Why examples of some shape cannot be prepared so; empty if they can. */
  public Optional<String> problem(Shape shape) {
    if (method.rotates() && shape.size() > PrincipalAxes.MOST_NUMBERS) {
      return Optional.of(
          "%s works on up to %,d numbers per example, but there are %,d. Use smaller images (image_size), standardize_channel or mean_image."
              .formatted(name(), PrincipalAxes.MOST_NUMBERS, shape.size()));
    }
    return method.makesRows() && components.orElse(1) > shape.size()
        ? Optional.of(
            "components is %d, but there are only %d numbers per example. Keep that many or fewer."
                .formatted(components.orElse(1), shape.size()))
        : Optional.empty();
  }

  /** The name of the method in sweep files. */
  public String name() {
    return method.name().toLowerCase(Locale.ROOT);
  }

  /** Ways to prepare numbers. */
  public enum Method {
    /** As they are. */
    NONE,
    /** Minus the mean of each number. */
    MEAN_IMAGE,
    /** Minus the mean of each channel. */
    MEAN_CHANNEL,
    /** Mean 0 and deviation 1 in every channel. */
    STANDARDIZE_CHANNEL,
    /** Mean 0 and deviation 1 of each number. */
    STANDARDIZE_FEATURE,
    /** The smallest of each channel becomes −1 and the largest 1. */
    MINMAX,
    /** Along the directions of largest variance. */
    PCA,
    /** Along the directions of largest variance, with variance 1 in each. */
    WHITEN,
    /** Whitened, and turned back so that an image still looks like one. */
    ZCA;

    /** Whether neighbouring pixels are no neighbours afterwards. */
    public boolean makesRows() {
      return this == PCA || this == WHITEN;
    }

    /** Whether directions of largest variance must be found first. */
    public boolean rotates() {
      return makesRows() || this == ZCA;
    }
  }
}
