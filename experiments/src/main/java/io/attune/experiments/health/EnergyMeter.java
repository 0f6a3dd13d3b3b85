package io.attune.experiments.health;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What the machine's processors used up, by the counters of Intel's RAPL (Linux's powercap). They
 * count whole processors: whatever else runs is in it. Often only the superuser may read them. Not
 * thread-safe.
 */
public final class EnergyMeter {
  /** Whole processors, such as intel-rapl:0; their parts have a second number. */
  private static final Pattern PROCESSOR = Pattern.compile("intel-rapl:\\d+");

  private static final double MICRO = 1e-6;

  private final List<Path> processors;
  private Map<Path, Long> before;

  /** Of a folder like {@code /sys/class/powercap}; counts from now. */
  EnergyMeter(Path powercap) {
    this.processors = processors(powercap);
    this.before = read();
  }

  /** Of this machine, counting from now. */
  public static EnergyMeter ofThisMachine() {
    return new EnergyMeter(Path.of("/sys/class/powercap"));
  }

  /** Joules since the last call, or since it was made; empty where the machine does not tell. */
  public OptionalDouble joules() {
    Map<Path, Long> now = read();
    double used = 0;
    for (Map.Entry<Path, Long> counter : now.entrySet()) {
      long start = before.getOrDefault(counter.getKey(), counter.getValue());
      used += since(counter.getKey(), start, counter.getValue());
    }
    boolean known = !now.isEmpty() && !before.isEmpty();
    before = now;
    return known ? OptionalDouble.of(used * MICRO) : OptionalDouble.empty();
  }

  /** Counters begin at 0 again once they are full. */
  private static long since(Path processor, long start, long end) {
    return end >= start ? end - start : end - start + number(processor, "max_energy_range_uj");
  }

  private Map<Path, Long> read() {
    Map<Path, Long> counters = new LinkedHashMap<>();
    for (Path processor : processors) {
      long counter = number(processor, "energy_uj");
      if (counter >= 0) {
        counters.put(processor, counter);
      }
    }
    return counters;
  }

  /** Negative where it cannot be read. */
  private static long number(Path processor, String file) {
    try {
      return Long.parseLong(Files.readString(processor.resolve(file)).strip());
    } catch (IOException | NumberFormatException e) {
      return -1;
    }
  }

  private static List<Path> processors(Path powercap) {
    if (!Files.isDirectory(powercap)) {
      return List.of();
    }
    try (Stream<Path> entries = Files.list(powercap)) {
      return entries
          .filter(entry -> PROCESSOR.matcher(entry.getFileName().toString()).matches())
          .sorted()
          .toList();
    } catch (IOException e) {
      return List.of();
    }
  }
}
