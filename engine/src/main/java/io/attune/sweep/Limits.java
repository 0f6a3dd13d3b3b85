package io.attune.sweep;

/** How large a sweep file may be. Checked before and while it is taken apart, not afterwards. */
final class Limits {
  /** The YAML parser takes seconds over a few megabytes, so it gets little. */
  static final int YAML_BYTES = 256 * 1024;

  /** Sweeps with long lists of choices, written by a program, can be larger than any by hand. */
  static final int JSON_BYTES = 16 * 1024 * 1024;

  /** Levels of lists and mappings inside each other. */
  static final int DEPTH = 64;

  /** Uses of anchors. */
  static final int ALIASES = 100;

  /** Values that aliases may stand for, all together. */
  static final int COPIES = 10_000;

  private Limits() {}

  static Complaint tooDeep(Place place) {
    return new Complaint(
        place.as(""), "lists and mappings are nested more than " + DEPTH + " levels deep.");
  }
}
