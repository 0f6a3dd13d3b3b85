package io.attune.run;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** How worker processes are started, and what their ends mean. */
final class WorkerProcess {
  /** Most bytes kept of one printed line. */
  static final int LONGEST_LINE = 10_000;

  private WorkerProcess() {}

  /** Starts one on the Java and the classpath of this process. */
  static Process start(String trainer, int port, byte[] secret) throws IOException {
    List<String> arguments = List.of(Integer.toString(port), trainer);
    Process process = builder(WorkerMain.class, arguments).redirectErrorStream(true).start();
    greet(process, secret);
    return process;
  }

  /** For a main class that trains, on the Java and the classpath of this process. */
  static ProcessBuilder builder(Class<?> main, List<String> arguments) {
    ProcessBuilder builder = new ProcessBuilder(command(main, arguments));
    // One native thread a trial: results do not depend on what runs beside it.
    builder.environment().put("OMP_NUM_THREADS", "1");
    builder.environment().put("MKL_NUM_THREADS", "1");
    return builder;
  }

  static Path java() {
    return Path.of(System.getProperty("java.home"), "bin", "java");
  }

  /** An exit code in words that follow "worker process 42". */
  static String howItEnded(int code) {
    if (code == 3) {
      return "ran out of memory";
    }
    // Unix: 128 and the number of the signal.
    return code > 128 && code < 160
        ? "was killed by signal " + (code - 128)
        : "ended with exit code " + code;
  }

  private static List<String> command(Class<?> main, List<String> arguments) {
    List<String> command = new ArrayList<>();
    command.add(java().toString());
    // Compiling with C2 competes with training for the same cores and loses (measured: 4-8 s).
    command.addAll(
        List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-XX:+ExitOnOutOfMemoryError"));
    if (Runtime.version().feature() >= 22) {
      command.add("--enable-native-access=ALL-UNNAMED");
    }
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
    command.addAll(arguments);
    return command;
  }

  /** By standard input, because trainers' own children would inherit the environment. */
  private static void greet(Process process, byte[] secret) {
    try (OutputStream input = process.getOutputStream()) {
      input.write(secret);
    } catch (IOException e) {
      // A process that has ended already is found dead by those who wait for it.
      return;
    }
  }
}
