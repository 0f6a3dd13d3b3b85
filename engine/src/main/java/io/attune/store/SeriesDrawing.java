package io.attune.store;

import io.attune.trial.Reading;
import io.attune.trial.Thinning;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Draws a long series from its blocks, reading readings only where a range of steps cuts a block or
 * the last one is not full. Confined to the thread of its connection.
 */
final class SeriesDrawing {
  private final SeriesLoader loader;
  private final SeriesKey key;
  private final long firstStep;
  private final long lastStep;
  private final List<Reading> drawn = new ArrayList<>();

  SeriesDrawing(SeriesLoader loader, SeriesKey key, long firstStep, long lastStep) {
    this.loader = loader;
    this.key = key;
    this.firstStep = firstStep;
    this.lastStep = lastStep;
  }

  List<Reading> of(int most) {
    Optional<SeriesLoader.Found> series = loader.find(key);
    if (series.isEmpty()) {
      return List.of();
    }
    long id = series.get().id();
    if (series.get().summary().points() / Block.SIZE < most / 4) {
      read(id, 0, Keys.MOST_STEPS);
    } else {
      drawBlocks(id, series.get().summary().last());
    }
    return Thinning.of(drawn, most);
  }

  private void drawBlocks(long series, Reading last) {
    addIfNew(loader.page(key, 0, 1).readings().get(0));
    long end = -1;
    for (Block block : loader.blocks(series, key.metric())) {
      if (block.within(firstStep, lastStep)) {
        draw(block);
      } else if (!block.outside(firstStep, lastStep)) {
        read(series, block.from(), block.to());
      }
      end = block.to();
    }
    read(series, end + 1, Keys.MOST_STEPS);
    if (!drawn.contains(last)) {
      add(last);
    }
  }

  private void draw(Block block) {
    boolean lowFirst = block.low().place() < block.high().place();
    addIfNew((lowFirst ? block.low() : block.high()).reading());
    addIfNew((lowFirst ? block.high() : block.low()).reading());
  }

  private void read(long series, long from, long to) {
    loader.between(series, key, from, to).forEach(placed -> add(placed.reading()));
  }

  /** The first, the lowest and the highest may be one and the same. */
  private void addIfNew(Reading reading) {
    if (drawn.isEmpty() || !drawn.get(drawn.size() - 1).equals(reading)) {
      add(reading);
    }
  }

  private void add(Reading reading) {
    if (reading.step() >= firstStep && reading.step() <= lastStep) {
      drawn.add(reading);
    }
  }
}
