package io.attune.experiments.data;

import java.util.List;
import java.util.Optional;

/** Reads or makes one kind of data set. Thread-safe. */
interface Loader {
  /** Why the data cannot be read, without reading all of it; empty if nothing is known. */
  Optional<String> problem(DataRequest request);

  /**
   * What an example looks like, without reading all of them.
   *
   * @throws DataException if files are missing or broken
   */
  Shape shape(DataRequest request);

  /**
   * Names of the classes, without reading more than needed; none where numbers are to be predicted.
   *
   * @throws DataException if files are missing or broken
   */
  List<String> classNames(DataRequest request);

  /**
   * The samples as they come.
   *
   * @throws DataException if files are missing or broken
   */
  Parts read(DataRequest request);
}
