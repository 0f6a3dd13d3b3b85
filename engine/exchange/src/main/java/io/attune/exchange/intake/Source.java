package io.attune.exchange.intake;

/** Something that can be imported. It is only ever read. */
public interface Source {
  /** What it is, for people. */
  String description();

  /**
   * Reads all of it, in the same order each time.
   *
   * @throws ImportException if it cannot be read
   */
  void read(Intake intake);
}
