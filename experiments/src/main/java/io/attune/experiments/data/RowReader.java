package io.attune.experiments.data;

/** Reads examples one by one. For one thread. */
@FunctionalInterface
interface RowReader {
  /** Puts the numbers of a row, channel after channel, into an array of exactly that size. */
  void read(int row, float[] into);
}
