package io.attune.client;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/** A program that logs until it is killed, and says up to where it knows all to be on disk. */
public final class LogMain {
  private LogMain() {}

  /**
   * Logs.
   *
   * @param args the tracker, the folder for what cannot be sent, and the first step
   */
  public static void main(String[] args) {
    AttuneRun run =
        AttuneRun.of(args[0], "digits").id("r").unsent(Path.of(args[1])).room(200, 1 << 30).start();
    for (long step = Long.parseLong(args[2]); ; step++) {
      run.log(step, Map.of("loss", 1.0 / step));
      if (step % 50 == 0 && run.flush(Duration.ofMillis(200))) {
        System.out.println(step);
      }
    }
  }
}
