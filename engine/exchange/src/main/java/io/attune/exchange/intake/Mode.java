package io.attune.exchange.intake;

/** Whether an import writes. */
public enum Mode {
  /** What is new goes into the store. */
  WRITE("Added "),
  /** All is read and counted, nothing is written. */
  LOOK("Would add ");

  private final String verb;

  Mode(String verb) {
    this.verb = verb;
  }

  String verb() {
    return verb;
  }
}
