package io.attune.run;

import java.util.List;

/**
 * What became of a batch.
 *
 * @param acknowledged number of the last entry of the stream that is on disk
 * @param refused entries that could not be, which the trial's log tells of too
 */
public record Receipt(long acknowledged, List<Refused> refused) {
  /** Copies the list. */
  public Receipt {
    refused = List.copyOf(refused);
  }

  /**
   * An entry that contradicts what is known.
   *
   * @param detail why
   */
  public record Refused(long number, String detail) {
    String line(String stream) {
      return "attune: entry %d of stream %s was refused: %s".formatted(number, stream, detail);
    }
  }
}
