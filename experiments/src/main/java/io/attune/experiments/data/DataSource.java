package io.attune.experiments.data;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The data sets that trainers know, by the names that sweep files use. */
public enum DataSource {
  /** 1,797 digits of 8 × 8 pixels, part of this program. */
  DIGITS(Digits.NAMES, Optional.empty(), "") {
    @Override
    public Optional<String> problem(Optional<Path> folder) {
      return Optional.empty();
    }

    @Override
    Dataset read(Optional<Path> folder) {
      return Dataset.split(Digits.read(), 270, 270);
    }
  },
  /** 70,000 digits of 28 × 28 pixels. */
  MNIST(
      Digits.NAMES,
      Optional.empty(),
      "Put the four IDX files of MNIST there (train-images-idx3-ubyte and so on, gzipped or not)."),
  /** 70,000 pieces of clothing of 28 × 28 pixels. */
  FASHION_MNIST(
      List.of(
          "t-shirt",
          "trouser",
          "pullover",
          "dress",
          "coat",
          "sandal",
          "shirt",
          "sneaker",
          "bag",
          "ankle-boot"),
      Optional.of(Path.of("/usr/share/datasets/fashion-mnist")),
      "On Debian, `apt-get install dataset-fashion-mnist` gets them;"
          + " else set data_dir to a folder with the four IDX files.");

  private final List<String> names;
  private final Optional<Path> usual;
  private final String remedy;

  DataSource(List<String> names, Optional<Path> usual, String remedy) {
    this.names = names;
    this.usual = usual;
    this.remedy = remedy;
  }

  /** The name in sweep files. */
  public String key() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The data set with a name. */
  public static DataSource of(String key) {
    return valueOf(key.toUpperCase(Locale.ROOT).replace('-', '_'));
  }

  /**
   * Why the data cannot be read, without reading it; empty if its files are there.
   *
   * @param folder where to look; empty for the usual place
   */
  public Optional<String> problem(Optional<Path> folder) {
    Optional<Path> place = folder.or(() -> usual);
    if (place.isEmpty()) {
      return Optional.of(key() + " needs data_dir, the folder of its files. " + remedy);
    }
    return IdxFolder.missing(place.get())
        .map(file -> "%s has no %s in %s. %s".formatted(key(), file, place.get(), remedy));
  }

  /**
   * Reads and splits the data.
   *
   * @throws DataException if files are missing or broken
   */
  Dataset read(Optional<Path> folder) {
    problem(folder)
        .ifPresent(
            problem -> {
              throw new DataException(problem);
            });
    return IdxFolder.read(folder.or(() -> usual).orElseThrow(), names);
  }
}
