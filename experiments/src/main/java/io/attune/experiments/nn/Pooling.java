package io.attune.experiments.nn;

/** How a window of an image becomes one number. */
public enum Pooling {
  /** The largest. */
  MAX {
    @Override
    Layer windows(int size) {
      return input -> input.largestOfWindows(size);
    }
  },
  /** The mean. */
  AVERAGE {
    @Override
    Layer windows(int size) {
      return input -> input.averageOfWindows(size);
    }
  };

  /** Replaces each square window by one number. */
  abstract Layer windows(int size);
}
