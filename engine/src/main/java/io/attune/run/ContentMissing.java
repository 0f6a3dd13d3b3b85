package io.attune.run;

import java.util.List;

/** Entries name contents that are not here: they have to be sent first. */
public final class ContentMissing extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final List<String> missing;

  ContentMissing(List<String> missing) {
    super(
        "%d contents that this names are not here. Send them, then this again."
            .formatted(missing.size()));
    this.missing = List.copyOf(missing);
  }

  /** SHA-256 of each of them, in 64 small hexadecimal digits. */
  public List<String> missing() {
    return missing;
  }
}
