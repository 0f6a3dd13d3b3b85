package io.attune.experiments.data;

import java.nio.file.Path;
import java.util.Optional;

/**
 * Which data is wanted.
 *
 * @param classes keep only these, such as {@code 0-4} or {@code cat,dog}; empty for all
 */
public record DataRequest(DataSource source, Place place, Recipe recipe, Optional<String> classes) {
  /** All classes of a data set in its usual place. */
  public static DataRequest of(DataSource source) {
    return new DataRequest(source, Place.USUAL, Recipe.USUAL, Optional.empty());
  }

  /** The same from another place. */
  public DataRequest at(Place elsewhere) {
    return new DataRequest(source, elsewhere, recipe, classes);
  }

  /** The same with other numbers, where they are generated. */
  public DataRequest with(Recipe other) {
    return new DataRequest(source, place, other, classes);
  }

  /** The same with only some classes. */
  public DataRequest only(String names) {
    return new DataRequest(source, place, recipe, Optional.of(names));
  }

  /** Why the data cannot be read, without reading all of it; empty if nothing is known. */
  public Optional<String> problem() {
    return source.loader().problem(this);
  }

  /**
   * Why the classes cannot be chosen, after {@link #problem} found nothing; empty if they can.
   *
   * @throws DataException if files are missing or broken
   */
  public Optional<String> classProblem() {
    return classes.flatMap(wanted -> ClassFilter.problem(wanted, source.loader().classNames(this)));
  }

  /**
   * What an example looks like, without reading all of them.
   *
   * @throws DataException if files are missing or broken
   */
  public Shape shape() {
    return source.loader().shape(this);
  }

  /** The folder of the files, if somebody named one or there is a usual one. */
  Optional<Path> folder(Optional<Path> usual) {
    return place.folder().or(() -> usual);
  }

  /** What is missing is a folder; the message says so. */
  String needsFolder() {
    return source.key() + " needs data_dir, the folder of its files. " + source.remedy();
  }

  /** What is missing is a file in a folder; the message says so. */
  String lacks(String file, Path in) {
    return "%s has no %s in %s. %s".formatted(source.key(), file, in, source.remedy());
  }

  /** What a column of a table means to the network that predicts it. */
  public enum Meaning {
    /** Texts are classes, numbers are numbers. */
    AUTO,
    /** Every value is the name of a class. */
    CLASSIFICATION,
    /** Every value is a number. */
    REGRESSION
  }

  /**
   * Files of a data set and how to read them.
   *
   * @param folder of data sets with several files
   * @param file of tables
   * @param target column of a table that is to be predicted
   * @param imageSize side in pixels that the images of a folder are brought to; empty to keep them
   */
  public record Place(
      Optional<Path> folder,
      Optional<Path> file,
      Optional<String> target,
      Meaning meaning,
      Optional<Integer> imageSize) {
    /** Nothing special. */
    public static final Place USUAL =
        new Place(
            Optional.empty(), Optional.empty(), Optional.empty(), Meaning.AUTO, Optional.empty());

    /** A folder. */
    public static Place folder(Path folder) {
      return new Place(
          Optional.of(folder), Optional.empty(), Optional.empty(), Meaning.AUTO, Optional.empty());
    }

    /** A table and the column to predict. */
    public static Place table(Path file, String target, Meaning meaning) {
      return new Place(
          Optional.empty(), Optional.of(file), Optional.of(target), meaning, Optional.empty());
    }
  }

  /**
   * How data is generated.
   *
   * @param examples how many, at least 10
   * @param noise standard deviation of what is added to every coordinate, at least 0
   * @param degree highest power of x among the features of a polynomial, at least 1
   * @param seed of the random numbers
   */
  public record Recipe(int examples, double noise, int degree, long seed) {
    /** What nobody said otherwise. */
    public static final Recipe USUAL = new Recipe(600, 0.1, 1, 1);
  }
}
