package io.attune.experiments.data;

import java.security.MessageDigest;

/** Numbers of examples, all of one shape. Never changes; may be read from several threads. */
interface Rows {
  int size();

  Shape shape();

  /** A reader that scales what it reads, for one thread. */
  RowReader reader(Scaling scaling);

  /** Adds the numbers of a row, as they came from its source, to a checksum. */
  void digest(int row, MessageDigest sum);

  /** A reader of the numbers as they are, for one thread. */
  default RowReader reader() {
    return reader(Scaling.none(shape()));
  }
}
