package io.attune.exchange.intake;

import java.nio.file.Path;

/** A source cannot be read. The message says where, what is there, and how to mend it. */
public final class ImportException extends RuntimeException {
  private static final long serialVersionUID = 1;

  /** With a message for people. */
  public ImportException(String message) {
    super(message);
  }

  /** What is wrong in a file. */
  public static ImportException in(Path file, String problem) {
    return new ImportException(file + ": " + problem);
  }

  /** What is wrong at a place of a file, such as {@code line 3}. */
  public static ImportException at(Path file, String place, String problem) {
    return new ImportException(file + ": " + place + ": " + problem);
  }
}
