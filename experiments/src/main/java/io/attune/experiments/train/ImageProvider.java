package io.attune.experiments.train;

import java.util.List;

/** What providers of convolutional networks share. */
abstract class ImageProvider extends NetworkProvider {
  /** Pixels on a side of what a convolution looks at, where no setting says so. */
  static final int KERNEL = 3;

  ImageProvider(String name, List<KnobGroup> own, Architecture architecture) {
    super(name, own, architecture);
  }

  @Override
  final Needs needs() {
    return Needs.IMAGES;
  }
}
