package io.attune.experiments.data;

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
   * The samples as they come.
   *
   * @throws DataException if files are missing or broken
   */
  Parts read(DataRequest request);
}
