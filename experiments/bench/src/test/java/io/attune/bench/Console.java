package io.attune.bench;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;

/** A command line that was run, and what it said. */
record Console(int code, String out, String err) {
  /** Runs a command against a {@link TinyServer}. */
  static Console run(String behaviour, String... arguments) {
    List<String> all = new ArrayList<>(List.of(arguments));
    all.add("--");
    all.addAll(TinyServer.command(behaviour));
    return run(all);
  }

  static Console run(List<String> arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int code =
        Main.execute(
            new PrintWriter(out, true),
            new PrintWriter(err, true),
            arguments.toArray(String[]::new));
    return new Console(code, out.toString(), err.toString());
  }
}
