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

  static Dataset read(Path folder, List<String> names) {
    Samples training = samples(folder, TRAIN_IMAGES, TRAIN_LABELS, names);
    Samples test = samples(folder, TEST_IMAGES, TEST_LABELS, names);
    return Dataset.of(training, training.size() / VALIDATION_SHARE, test);
  }

  private static Samples samples(
      Path folder, String imageFile, String labelFile, List<String> names) {
    Path file = find(folder, labelFile).orElseThrow();
    Idx labels = Idx.read(file, 1);
    checkLabels(file, labels.bytes(), names.size());
    Idx images = Idx.read(find(folder, imageFile).orElseThrow(), 3);
    checkCounts(folder, images.length(0), labels.length(0));
    Shape shape = new Shape(1, images.length(1), images.length(2));
    return Samples.labelled(ByteRows.of(shape, images.bytes()), labels.bytes(), names);
  }

  private static void checkCounts(Path folder, int images, int labels) {
    if (images != labels) {
      throw new DataException(
          "%s: there are %d images but %d labels. The files belong to different data sets; get both again."
              .formatted(folder, images, labels));
    }
  }

  private static void checkLabels(Path file, byte[] labels, int classes) {
    for (byte label : labels) {
      if (label < 0 || label >= classes) {
        throw new DataException(
            "%s: has label %d, but labels go from 0 to %d. Maybe another file got this name."
                .formatted(file, label & 0xff, classes - 1));
      }
    }
  }

  private static Optional<Path> find(Path folder, String name) {
    return List.of(folder.resolve(name), folder.resolve(name + ".gz")).stream()
        .filter(Files::isReadable)
        .findFirst();
  }
}
