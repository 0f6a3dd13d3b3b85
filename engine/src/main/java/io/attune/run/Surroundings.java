package io.attune.run;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;

/** Facts about the machine and the program, recorded with sweeps and trials. */
public final class Surroundings {
  private static final int LONGEST = 2_000;

  private Surroundings() {}

  static Map<String, String> ofSweep() {
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("host", host());
    facts.putAll(Known.MACHINE);
    facts.put("java", java());
    facts.put("attune", Known.VERSION);
    facts.put("pid", pid());
    facts.putAll(Known.GIT);
    return facts;
  }

  /** Those of a trial. */
  public static Map<String, String> ofTrial(String executor, Map<String, String> more) {
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("executor", executor);
    facts.put("host", host());
    facts.put("pid", pid());
    facts.put("java", java());
    facts.put("attune", Known.VERSION);
    facts.put("command", command());
    facts.putAll(more);
    facts.putAll(Known.MACHINE);
    facts.putAll(Known.GIT);
    return facts;
  }

  /** Looked up once in a process, when it is first asked for. */
  private static final class Known {
    static final Map<String, String> GIT = GitTree.here().facts();
    static final Map<String, String> MACHINE = Machine.facts();
    static final String VERSION = version();
  }

  private static String version() {
    Properties properties = new Properties();
    try (InputStream file = Surroundings.class.getResourceAsStream("version.properties")) {
      properties.load(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return properties.getProperty("version", "unknown");
  }

  private static String pid() {
    return Long.toString(ProcessHandle.current().pid());
  }

  private static String java() {
    return Machine.property("java.vm.name") + " " + Machine.property("java.vm.version");
  }

  /** The main class and its arguments. */
  private static String command() {
    String command = Machine.property("sun.java.command");
    return command.length() <= LONGEST ? command : command.substring(0, LONGEST) + " …";
  }

  private static String host() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return "unknown";
    }
  }
}
