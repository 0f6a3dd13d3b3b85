package io.attune.run;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What a process and all that it started have used of the machine at one moment.
 *
 * @param cpu time of each of them, by its number
 * @param memory bytes that are theirs; NaN where the system does not tell
 * @param nanos when, on the nanosecond clock
 */
record ProcessUse(Map<Long, Duration> cpu, double memory, long nanos) {
  private static final int RESIDENT = 1;
  private static final long PAGE = 4_096;

  /** As it is now; of a process that is gone, nothing. */
  static ProcessUse of(long pid) {
    Map<Long, Duration> cpu = new HashMap<>();
    ProcessHandle.of(pid).stream()
        .flatMap(process -> Stream.concat(Stream.of(process), process.descendants()))
        .forEach(
            process ->
                process.info().totalCpuDuration().ifPresent(time -> cpu.put(process.pid(), time)));
    double memory = cpu.keySet().stream().mapToDouble(ProcessUse::resident).sum();
    return new ProcessUse(cpu, memory, System.nanoTime());
  }

  /**
   * Share of one processor that was used since, in percent; more than 100 where several worked. A
   * process that began since counts whole, one that ended since does not count.
   */
  double percentSince(ProcessUse before) {
    double used = 0;
    for (Map.Entry<Long, Duration> process : cpu.entrySet()) {
      Duration earlier = before.cpu.getOrDefault(process.getKey(), Duration.ZERO);
      used += Math.max(0, process.getValue().minus(earlier).toNanos());
    }
    return 100 * used / Math.max(1, nanos - before.nanos);
  }

  /** Linux tells in pages (proc(5), {@code /proc/pid/statm}). */
  private static double resident(long pid) {
    try {
      String line = Files.readString(Path.of("/proc/" + pid + "/statm"), StandardCharsets.US_ASCII);
      return Long.parseLong(line.split(" ", -1)[RESIDENT]) * PAGE;
    } catch (IOException | RuntimeException e) {
      return Double.NaN;
    }
  }
}
