package io.attune.experiments.data;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads a folder with the four files of MNIST and of data sets made in its likeness. */
final class IdxFolder implements Loader {
  private static final String TRAIN_IMAGES = "train-images-idx3-ubyte";
  private static final String TRAIN_LABELS = "train-labels-idx1-ubyte";
  private static final String TEST_IMAGES = "t10k-images-idx3-ubyte";
  private static final String TEST_LABELS = "t10k-labels-idx1-ubyte";

  private final List<String> names;
  private final Optional<Path> usual;

  IdxFolder(List<String> names, Optional<Path> usual) {
    this.names = List.copyOf(names);
    this.usual = usual;
  }

  @Override
  public Optional<String> problem(DataRequest request) {
    Optional<Path> folder = request.folder(usual);
    return folder.isEmpty()
        ? Optional.of(request.needsFolder())
        : missing(folder.get()).map(file -> request.lacks(file, folder.get()));
  }

  @Override
  public Shape shape(DataRequest request) {
    return shape(Idx.lengths(file(folder(request), TRAIN_IMAGES), 3));
  }

  @Override
  public List<String> classNames(DataRequest request) {
    return names;
  }

  @Override
  public Parts read(DataRequest request) {
    Path folder = folder(request);
    return new Parts(
        samples(folder, TRAIN_IMAGES, TRAIN_LABELS),
        Optional.of(samples(folder, TEST_IMAGES, TEST_LABELS)));
  }

  private Path folder(DataRequest request) {
    DataException.throwIf(problem(request));
    return request.folder(usual).orElseThrow();
  }

  private static Optional<String> missing(Path folder) {
    return Stream.of(TRAIN_IMAGES, TRAIN_LABELS, TEST_IMAGES, TEST_LABELS)
        .filter(name -> find(folder, name).isEmpty())
        .findFirst();
  }

  private Samples samples(Path folder, String imageFile, String labelFile) {
    byte[] labels = labels(file(folder, labelFile));
    Idx images = Idx.read(file(folder, imageFile), 3);
    checkCounts(folder, images.length(0), labels.length);
    Shape shape = shape(images.lengths());
    return Samples.labelled(
        new ByteRows(shape, images.bytes(), 0, shape.size(), labels.length), labels, names);
  }

  private byte[] labels(Path file) {
    Idx idx = Idx.read(file, 1);
    byte[] labels = new byte[idx.length(0)];
    idx.bytes().get(0, labels);
    for (byte label : labels) {
      if (label < 0 || label >= names.size()) {
        throw new DataException(
            "%s: has label %d, but labels go from 0 to %d. Maybe another file got this name."
                .formatted(file, label & 0xff, names.size() - 1));
      }
    }
    return labels;
  }

  private static Shape shape(int[] lengths) {
    return new Shape(1, lengths[1], lengths[2]);
  }

  private static void checkCounts(Path folder, int images, int labels) {
    if (images != labels) {
      throw new DataException(
          "%s: there are %d images but %d labels. The files belong to different data sets; get both again."
              .formatted(folder, images, labels));
    }
  }

  private static Path file(Path folder, String name) {
    return find(folder, name).orElseThrow();
  }

  private static Optional<Path> find(Path folder, String name) {
    return Stream.of(folder.resolve(name), folder.resolve(name + ".gz"))
        .filter(Files::isReadable)
        .findFirst();
  }
}
