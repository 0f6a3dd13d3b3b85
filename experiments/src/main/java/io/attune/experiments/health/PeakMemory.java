package io.attune.experiments.health;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The most memory that this process had at once, as Linux counts it: resident pages, the engine's
 * and shared libraries' included. A process is all that can be measured, so trials that run in
 * threads side by side each report what they need together.
 */
public final class PeakMemory {
  private static final Pattern PEAK = Pattern.compile("VmHWM:\\s+(\\d+) kB");
  private static final String FORGET_PEAK = "5";

  private final Path process;

  /** Of a folder like {@code /proc/self}. */
  PeakMemory(Path process) {
    this.process = process;
  }

  /** Of this process. */
  public static PeakMemory ofThisProcess() {
    return new PeakMemory(Path.of("/proc/self"));
  }

  /**
   * Forgets what earlier trials of the process needed, where the system allows it (Linux's proc(5),
   * clear_refs); elsewhere the peak is that since the process began.
   */
  public void restart() {
    try {
      Path switches = process.resolve("clear_refs");
      if (Files.isWritable(switches)) {
        Files.writeString(switches, FORGET_PEAK);
      }
    } catch (IOException e) {
      // The peak then counts from the beginning of the process, which is no reason to fail a trial.
      return;
    }
  }

  /** In bytes; empty where the system does not tell. */
  public OptionalLong bytes() {
    try {
      Matcher found = PEAK.matcher(Files.readString(process.resolve("status")));
      return found.find()
          ? OptionalLong.of(Long.parseLong(found.group(1)) * 1024)
          : OptionalLong.empty();
    } catch (IOException e) {
      return OptionalLong.empty();
    }
  }
}
