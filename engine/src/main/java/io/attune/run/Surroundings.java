package io.attune.run;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Facts about the machine and the program, recorded with sweeps and trials. */
public final class Surroundings {
  private Surroundings() {}

  static Map<String, String> ofSweep() {
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("host", host());
    facts.put("os", property("os.name") + " " + property("os.version"));
    facts.put("architecture", property("os.arch"));
    facts.put("processors", Integer.toString(Runtime.getRuntime().availableProcessors()));
    facts.put("java", property("java.vm.name") + " " + property("java.vm.version"));
    facts.put("pid", Long.toString(ProcessHandle.current().pid()));
    facts.putAll(Git.FACTS);
    return facts;
  }

  /** Those of a trial. */
  public static Map<String, String> ofTrial(String executor, Map<String, String> more) {
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("executor", executor);
    facts.put("host", host());
    facts.put("pid", Long.toString(ProcessHandle.current().pid()));
    facts.put("java", property("java.vm.name") + " " + property("java.vm.version"));
    facts.putAll(more);
    facts.putAll(Git.FACTS);
    return facts;
  }

  /** Looked up once in a process, when it is first asked for. */
  private static final class Git {
    static final Map<String, String> FACTS = facts();

    private static Map<String, String> facts() {
      Map<String, String> facts = new LinkedHashMap<>();
      git("rev-parse", "HEAD").ifPresent(commit -> facts.put("git commit", commit));
      git("status", "--porcelain", "--untracked-files=no")
          .map(changes -> changes.isEmpty() ? "none" : "uncommitted")
          .ifPresent(changes -> facts.put("git changes", changes));
      return facts;
    }
  }

  private static String host() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return "unknown";
    }
  }

  private static String property(String name) {
    return System.getProperty(name, "unknown");
  }

  /** Output of git in the working folder; empty where there is no git or no repository. */
  private static Optional<String> git(String... arguments) {
    String[] command = new String[arguments.length + 1];
    command[0] = "git";
    System.arraycopy(arguments, 0, command, 1, arguments.length);
    try {
      Process process =
          new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
      process.getOutputStream().close();
      String output =
          new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).trim();
      return process.waitFor(5, TimeUnit.SECONDS) && process.exitValue() == 0
          ? Optional.of(output)
          : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }
}
