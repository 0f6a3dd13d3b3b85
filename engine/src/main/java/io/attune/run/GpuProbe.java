package io.attune.run;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/** Asks NVIDIA's program about graphics processors; where there is none it is asked once. */
final class GpuProbe {
  private static final long MOST_BYTES = 1 << 16;
  private static final long MEGABYTE = 1 << 20;
  private static final AtomicBoolean ABSENT = new AtomicBoolean();

  private GpuProbe() {}

  /**
   * One processor.
   *
   * @param percent of the time that it worked; NaN where it does not tell
   * @param usedBytes of its memory; NaN where it does not tell
   */
  record Gpu(int index, String name, double percent, double usedBytes) {}

  /** Their names, where there are any. */
  static Optional<String> names() {
    List<String> names = look().stream().map(Gpu::name).toList();
    return names.isEmpty() ? Optional.empty() : Optional.of(String.join(", ", names));
  }

  /** All of them as they are now. */
  static List<Gpu> look() {
    if (ABSENT.get()) {
      return List.of();
    }
    Optional<byte[]> table =
        ShortProgram.output(
            MOST_BYTES,
            "nvidia-smi",
            "--query-gpu=index,name,utilization.gpu,memory.used",
            "--format=csv,noheader,nounits");
    if (table.isEmpty()) {
      ABSENT.set(true);
      return List.of();
    }
    return read(new String(table.get(), StandardCharsets.UTF_8));
  }

  /** Lines such as {@code 0, NVIDIA H100, 35, 1024}; memory is in units of 2^20 bytes. */
  static List<Gpu> read(String table) {
    List<Gpu> found = new ArrayList<>();
    for (String line : table.lines().toList()) {
      String[] cells = line.split(",", -1);
      if (cells.length >= 4) {
        found.add(
            new Gpu(
                found.size(),
                cells[1].strip(),
                number(cells[cells.length - 2]),
                number(cells[cells.length - 1]) * MEGABYTE));
      }
    }
    return found;
  }

  private static double number(String cell) {
    try {
      return Double.parseDouble(cell.strip());
    } catch (NumberFormatException e) {
      // Such as [N/A].
      return Double.NaN;
    }
  }
}
