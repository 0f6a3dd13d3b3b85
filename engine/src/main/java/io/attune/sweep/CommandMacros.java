package io.attune.sweep;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * What a command's arguments mean by <code>${…}</code>, by the rule of W&amp;B's agent: an argument
 * that begins with <code>${</code> and ends with <code>}</code> is a macro, and is left out where
 * there is no such macro. Every other argument reaches the program as it is written, but for <code>
 * ${envvar:NAME}</code>.
 */
final class CommandMacros {
  private static final Pattern VARIABLE = Pattern.compile("\\$\\{envvar:[^}]*}");
  private static final String ARGUMENTS = "args";
  private static final List<String> KNOWN =
      List.of(
          "env",
          "interpreter",
          "program",
          ARGUMENTS,
          "args_no_hyphens",
          "args_no_equals",
          "args_no_boolean_flags",
          "args_json",
          "args_json_file",
          "args_append_hydra",
          "args_override_hydra");

  private CommandMacros() {}

  /**
   * The argument; empty if it is a macro that stands for nothing.
   *
   * @param notice gets what people should know of it
   * @throws Complaint if it seems a misspelt macro, or would keep the parameters from the program
   */
  static Optional<String> kept(Node node, String word, Consumer<String> notice) {
    String plain = VARIABLE.matcher(word).replaceAll("-");
    if (plain.startsWith("${") && plain.endsWith("}")) {
      return known(node, plain.substring(2, plain.length() - 1), notice) ? kept(word) : kept();
    }
    KNOWN.stream()
        .filter(name -> plain.contains(macro(name)))
        .forEach(n -> inside(node, n, notice));
    return kept(word);
  }

  private static Optional<String> kept(String... word) {
    return List.of(word).stream().findFirst();
  }

  private static boolean known(Node node, String name, Consumer<String> notice) {
    if (KNOWN.contains(name)) {
      return true;
    }
    if (resembles(name.toLowerCase(Locale.ROOT))) {
      throw Complaint.at(
          node, "${%s} is no macro. %s", Texts.brief(name), Nearest.hint(name, KNOWN));
    }
    notice.accept(
        "${%s} stands for nothing, so it is left out, as W&B does.".formatted(Texts.brief(name)));
    return false;
  }

  /** Without it the program would run with its defaults, and nobody would know. */
  private static boolean resembles(String name) {
    return name.startsWith("arg")
        || name.startsWith("program")
        || Nearest.to(name, KNOWN).isPresent();
  }

  /** Others than W&amp;B may know the name, such as Hydra; but they know no trial's parameters. */
  private static void inside(Node node, String name, Consumer<String> notice) {
    if (name.startsWith(ARGUMENTS)) {
      throw Complaint.at(
          node,
          "%s has to stand alone. Only ${envvar:NAME} may be part of an argument.",
          macro(name));
    }
    notice.accept(
        "%s is part of an argument, so it is left as it stands, as W&B does."
            .formatted(macro(name)));
  }

  private static String macro(String name) {
    return "${" + name + "}";
  }
}
