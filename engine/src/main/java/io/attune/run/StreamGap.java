package io.attune.run;

/** A batch that begins after entries which have not arrived. */
public final class StreamGap extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final long expected;

  StreamGap(String stream, long expected, long first) {
    super(
        "stream %s goes on with entry %d, but the batch begins with entry %d. Send it from entry %d on."
            .formatted(stream, expected, first, expected));
    this.expected = expected;
  }

  /** Number of the entry that has to come next. */
  public long expected() {
    return expected;
  }
}
