package io.attune.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The real program, started in the root of the repository. */
record AttuneProcess(Process process, Path output) {
  static AttuneProcess start(Path output, String... arguments) throws IOException {
    List<String> words =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Dattune.python=" + Path.of("../scripts/python").toRealPath(),
                "-cp",
                classPath(),
                Main.class.getName()));
    words.addAll(List.of(arguments));
    Process process =
        new ProcessBuilder(words)
            .directory(Path.of("..").toRealPath().toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    return new AttuneProcess(process, output);
  }

  /** With whole paths, because it is started in another folder. */
  private static String classPath() {
    return String.join(
        java.io.File.pathSeparator,
        java.util.Arrays.stream(
                System.getProperty("java.class.path").split(java.io.File.pathSeparator, -1))
            .map(part -> Path.of(part).toAbsolutePath().toString())
            .toList());
  }

  void signal(String name) throws Exception {
    new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start().waitFor();
  }

  /** What it printed, once it has ended. */
  String await() throws Exception {
    if (!process.waitFor(120, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new IllegalStateException("still running; " + Files.readString(output));
    }
    return Files.readString(output);
  }
}
