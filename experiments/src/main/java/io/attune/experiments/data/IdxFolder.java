package io.attune.experiments.data;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A folder with the four files of MNIST and of data sets made in its likeness. */
final class IdxFolder {
  private static final String TRAIN_IMAGES = "train-images-idx3-ubyte";
  private static final String TRAIN_LABELS = "train-labels-idx1-ubyte";
  private static final String TEST_IMAGES = "t10k-images-idx3-ubyte";
  private static final String TEST_LABELS = "t10k-labels-idx1-ubyte";

  /** One training example in this many is kept for validation. */
  private static final int VALIDATION_SHARE = 10;

  private IdxFolder() {}

  /** The first file that is missing. */
  static Optional<String> missing(Path folder) {
    return Stream.of(TRAIN_IMAGES, TRAIN_LABELS, TEST_IMAGES, TEST_LABELS)
        .filter(name -> find(folder, name).isEmpty())
        .findFirst();
  }

  static Dataset read(Path folder) {
    Images training = images(folder, TRAIN_IMAGES, TRAIN_LABELS);
    Images test = images(folder, TEST_IMAGES, TEST_LABELS);
    return Dataset.of(training, training.size() / VALIDATION_SHARE, test);
  }

  private static Images images(Path folder, String images, String labels) {
    Path file = find(folder, labels).orElseThrow();
    Idx classes = Idx.read(file, 1);
    checkLabels(file, classes.bytes());
    return Images.join(folder, Idx.read(find(folder, images).orElseThrow(), 3), classes);
  }

  private static void checkLabels(Path file, byte[] labels) {
    for (byte label : labels) {
      if (label < 0 || label >= Dataset.CLASSES) {
        throw new DataException(
            "%s: has label %d, but labels go from 0 to %d. Maybe another file got this name."
                .formatted(file, label & 0xff, Dataset.CLASSES - 1));
      }
    }
  }

  private static Optional<Path> find(Path folder, String name) {
    return List.of(folder.resolve(name), folder.resolve(name + ".gz")).stream()
        .filter(Files::isReadable)
        .findFirst();
  }
}
