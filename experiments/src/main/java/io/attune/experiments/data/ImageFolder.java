package io.attune.experiments.data;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Reads a folder with one folder per class and PNG or JPEG images in each, in alphabetical order.
 * Images are grey if all of them are, else coloured.
 */
final class ImageFolder implements Loader {
  @Override
  public Optional<String> problem(DataRequest request) {
    Optional<Path> folder = request.place().folder();
    if (folder.isEmpty()) {
      return Optional.of(request.needsFolder());
    }
    try {
      files(folder.get());
      return Optional.empty();
    } catch (DataException e) {
      return Optional.of(e.getMessage() + " " + request.source().remedy());
    }
  }

  /** As if coloured, for that takes a look at every image. */
  @Override
  public Shape shape(DataRequest request) {
    List<ClassFile> files = files(folder(request));
    return Picture.read(files.get(0).file(), request.place().imageSize()).shape();
  }

  @Override
  public List<String> classNames(DataRequest request) {
    return names(files(folder(request)));
  }

  @Override
  public Parts read(DataRequest request) {
    Path folder = folder(request);
    List<ClassFile> files = files(folder);
    List<String> names = names(files);
    int[] labels = files.stream().mapToInt(file -> names.indexOf(file.label())).toArray();
    return Parts.of(
        new Samples(rows(files, request.place().imageSize()), new Targets.Labels(labels, names)));
  }

  private static List<String> names(List<ClassFile> files) {
    return files.stream().map(ClassFile::label).distinct().toList();
  }

  private static Rows rows(List<ClassFile> files, Optional<Integer> side) {
    Picture first = Picture.read(files.get(0).file(), side);
    ByteBuffer planes = ByteBuffer.allocate(bytes(files.size(), first.shape()));
    boolean grey = true;
    for (ClassFile file : files) {
      Picture picture = Picture.read(file.file(), side);
      checkSize(first, picture);
      grey &= picture.isGrey();
      planes.put(picture.pixels());
    }
    // The three planes of a grey image are equal, so that reading only the first is enough.
    int channels = grey ? 1 : first.shape().channels();
    return new ByteRows(
        new Shape(channels, first.height(), first.width()),
        planes,
        0,
        first.shape().size(),
        files.size());
  }

  private static int bytes(int images, Shape shape) {
    long bytes = (long) images * shape.size();
    if (bytes > Integer.MAX_VALUE) {
      throw new DataException(
          "%,d images of %s take %,d bytes, but at most %,d can be held. Set image_size."
              .formatted(images, shape, bytes, Integer.MAX_VALUE));
    }
    return (int) bytes;
  }

  private static void checkSize(Picture first, Picture other) {
    if (!first.shape().equals(other.shape())) {
      throw new DataException(
          "%s: has %d × %d pixels, but %s has %d × %d. Set image_size to bring all to one size."
              .formatted(
                  other.file(),
                  other.width(),
                  other.height(),
                  first.file(),
                  first.width(),
                  first.height()));
    }
  }

  private Path folder(DataRequest request) {
    DataException.throwIf(problem(request));
    return request.place().folder().orElseThrow();
  }

  private static List<ClassFile> files(Path folder) {
    List<Path> classes = list(folder, Files::isDirectory);
    List<ClassFile> files = new ArrayList<>();
    for (Path one : classes) {
      List<Path> images = list(one, ImageFolder::isImage);
      if (images.isEmpty()) {
        throw new DataException(one + ": has no PNG or JPEG image.");
      }
      images.forEach(image -> files.add(new ClassFile(one.getFileName().toString(), image)));
    }
    if (classes.size() < 2) {
      throw new DataException(
          "%s: has %d folders of images, but needs two or more.".formatted(folder, classes.size()));
    }
    return files;
  }

  private static boolean isImage(Path file) {
    String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
    return name.endsWith(".png") || name.endsWith(".jpg") || name.endsWith(".jpeg");
  }

  private static List<Path> list(Path folder, Predicate<Path> wanted) {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries
          .filter(entry -> !entry.getFileName().toString().startsWith("."))
          .filter(wanted)
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new DataException(folder + ": cannot be listed. Set data_dir to a folder.", e);
    }
  }

  private record ClassFile(String label, Path file) {}
}
