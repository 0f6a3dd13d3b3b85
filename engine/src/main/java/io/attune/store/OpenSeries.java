package io.attune.store;

import io.attune.trial.Reading;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A series that grows: its number, its summary, and the block that is not full yet. */
final class OpenSeries {
  private final long id;
  private final SeriesKey key;
  private final RunningSummary summary;
  private final List<NumberedBlock> full = new ArrayList<>();
  private @Nullable Block block;
  private boolean isNew;

  /** One without readings. */
  OpenSeries(long id, SeriesKey key) {
    this.id = id;
    this.key = key;
    this.summary = new RunningSummary();
    this.isNew = true;
  }

  /** One as it was written; what is in its last block is to be {@link #reopen}ed. */
  OpenSeries(long id, SeriesSummary known) {
    this.id = id;
    this.key = known.key();
    this.summary = new RunningSummary(known);
  }

  long id() {
    return id;
  }

  SeriesKey key() {
    return key;
  }

  SeriesSummary summary() {
    return summary.of(key);
  }

  /** Whether the database does not know it yet. */
  boolean isNew() {
    return isNew;
  }

  /** Blocks that became full and are not written. */
  List<NumberedBlock> fullBlocks() {
    return full;
  }

  void written() {
    isNew = false;
    full.clear();
  }

  /** Adds a reading and returns its place. */
  long add(Reading reading) {
    long place = key.isRecorded() ? summary.points() : reading.step();
    Keys.checkPlace(place);
    summary.add(reading);
    reopen(place, reading);
    if (block != null && summary.points() % Block.SIZE == 0) {
      full.add(new NumberedBlock(summary.points() / Block.SIZE - 1, block));
      block = null;
    }
    return place;
  }

  /** Takes a reading into the block that is not full, and nowhere else. */
  void reopen(long place, Reading reading) {
    block = block == null ? Block.of(place, reading) : block.plus(place, reading);
  }

  /** A block and how many stand before it. */
  record NumberedBlock(long number, Block block) {}
}
