package io.attune.experiments.data;

import java.util.Optional;

/** Data that is missing or broken; the message says where and what to do. */
public final class DataException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Says where the data is, what is wrong with it and how to mend it. */
  public DataException(String message) {
    super(message);
  }

  /** The same, with what the file system said. */
  public DataException(String message, Throwable cause) {
    super(message, cause);
  }

  /** Throws a problem, if there is one. */
  static void throwIf(Optional<String> problem) {
    if (problem.isPresent()) {
      throw new DataException(problem.get());
    }
  }
}
