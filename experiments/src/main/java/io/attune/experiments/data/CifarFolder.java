package io.attune.experiments.data;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Reads CIFAR-10's binary version: files of records of one byte that is the class, then the red,
 * green and blue plane of an image. The files are mapped into memory. Any of the five files of
 * training images will do.
 */
final class CifarFolder implements Loader {
  private static final Shape SHAPE = new Shape(3, 32, 32);
  private static final int RECORD = 1 + SHAPE.size();
  private static final String TEST = "test_batch.bin";
  private static final List<String> NAMES =
      List.of(
          "airplane", "automobile", "bird", "cat", "deer", "dog", "frog", "horse", "ship", "truck");

  @Override
  public Optional<String> problem(DataRequest request) {
    Optional<Path> folder = request.place().folder();
    return folder.isEmpty()
        ? Optional.of(request.needsFolder())
        : missing(folder.get()).map(file -> request.lacks(file, folder.get()));
  }

  @Override
  public Shape shape(DataRequest request) {
    return SHAPE;
  }

  @Override
  public List<String> classNames(DataRequest request) {
    return NAMES;
  }

  @Override
  public Parts read(DataRequest request) {
    DataException.throwIf(problem(request));
    Path folder = request.place().folder().orElseThrow();
    return new Parts(
        samples(training(folder)), Optional.of(samples(List.of(folder.resolve(TEST)))));
  }

  private static Optional<String> missing(Path folder) {
    return training(folder).isEmpty()
        ? Optional.of("data_batch_1.bin")
        : Optional.of(TEST).filter(name -> !Files.isReadable(folder.resolve(name)));
  }

  private static List<Path> training(Path folder) {
    return IntStream.rangeClosed(1, 5)
        .mapToObj(i -> folder.resolve("data_batch_" + i + ".bin"))
        .filter(Files::isReadable)
        .toList();
  }

  private static Samples samples(List<Path> files) {
    List<ByteBuffer> contents = files.stream().map(CifarFolder::map).toList();
    List<Rows> rows = contents.stream().map(CifarFolder::rows).toList();
    int[] labels =
        IntStream.range(0, files.size())
            .flatMap(i -> labels(files.get(i), contents.get(i)))
            .toArray();
    return new Samples(new JoinedRows(rows), new Targets.Labels(labels, NAMES));
  }

  private static Rows rows(ByteBuffer bytes) {
    return new ByteRows(SHAPE, bytes, 1, RECORD, bytes.capacity() / RECORD);
  }

  private static IntStream labels(Path file, ByteBuffer bytes) {
    return IntStream.range(0, bytes.capacity() / RECORD)
        .map(i -> checked(file, i, bytes.get(i * RECORD)));
  }

  private static int checked(Path file, int record, byte label) {
    if (label < 0 || label >= NAMES.size()) {
      throw new DataException(
          "%s: image %d has label %d, but labels go from 0 to %d. Maybe another file got this name."
              .formatted(file, record + 1, label & 0xff, NAMES.size() - 1));
    }
    return label;
  }

  private static ByteBuffer map(Path file) {
    try (FileChannel channel = FileChannel.open(file)) {
      long size = channel.size();
      if (size == 0 || size % RECORD != 0 || size > Integer.MAX_VALUE) {
        throw new DataException(
            "%s: has %,d bytes, but each image of CIFAR-10's binary version takes %,d. Get it again."
                .formatted(file, size, RECORD));
      }
      return channel.map(FileChannel.MapMode.READ_ONLY, 0, size);
    } catch (IOException e) {
      throw new DataException(
          "%s: cannot be read (%s). Get it again.".formatted(file, e.getMessage()), e);
    }
  }
}
