package io.attune.bench;

/** Why a benchmark cannot go on; the message says what is wrong and how to mend it. */
final class BenchException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final boolean wrongInput;

  private BenchException(String message, boolean wrongInput) {
    super(message);
    this.wrongInput = wrongInput;
  }

  /** Something that the user gave makes no sense. */
  static BenchException wrongInput(String message) {
    return new BenchException(message, true);
  }

  /** Something did not work out. */
  static BenchException failed(String message) {
    return new BenchException(message, false);
  }

  boolean wrongInput() {
    return wrongInput;
  }
}
