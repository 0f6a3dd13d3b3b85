package io.attune.sweep;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The keys that name a program to train with. */
final class CommandKeys {
  private static final Pattern SIZE =
      Pattern.compile("([0-9]{1,12}(?:\\.[0-9]{1,6})?) *([kmgt])i?b?");
  private static final Pattern VARIABLE = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
  private static final KeyTable<CommandDraft> PROCESS =
      new KeyTable<CommandDraft>()
          .key("environment", (draft, node) -> draft.environment = environment(node))
          .key("memory", (draft, node) -> draft.memory = OptionalLong.of(bytes(node)))
          .key("metrics", (draft, node) -> draft.metrics = patterns(node))
          .key("step", (draft, node) -> draft.step = Optional.of(pattern(node)));

  private CommandKeys() {}

  /** The file to run. */
  static void program(SweepDraft draft, Node node) {
    draft.command().program = Optional.of(Expect.word(node));
  }

  /** The arguments that start it; W&amp;B's where the list is empty, as W&amp;B has it. */
  static void command(SweepDraft draft, Node node) {
    List<Node> items = Expect.list(node, "[python3, train.py, \"${args}\"]");
    List<String> words = new ArrayList<>();
    for (Node item : items) {
      CommandMacros.kept(item, argument(item), text -> draft.notice(item, text))
          .ifPresent(words::add);
    }
    if (words.isEmpty() && !items.isEmpty()) {
      throw Complaint.at(
          node, "no argument is left of it. Maybe [python3, train.py, \"${args}\"].");
    }
    draft.command().words = words.isEmpty() ? Command.USUAL : words;
  }

  /** In what surroundings, and how to read what it prints. */
  static void process(SweepDraft draft, Node node) {
    PROCESS.read(Expect.mapping(node, "{memory: 4GB}"), draft.command(), draft.problems());
  }

  /** The keys of a command, to be read back as the same. */
  static Map<String, Object> write(Command command) {
    Map<String, Object> keys = new LinkedHashMap<>();
    command.program().ifPresent(program -> keys.put("program", program));
    keys.put("command", command.words());
    Map<String, Object> process = new LinkedHashMap<>();
    putAll(process, "environment", command.environment());
    command.memory().ifPresent(bytes -> process.put("memory", bytes));
    putAll(process, "metrics", command.metrics());
    command.step().ifPresent(pattern -> process.put("step", pattern));
    putAll(keys, "process", process);
    return keys;
  }

  private static void putAll(Map<String, Object> keys, String key, Map<String, ?> values) {
    if (!values.isEmpty()) {
      keys.put(key, values);
    }
  }

  /** An argument that Python's YAML read as a truth value is written as Python writes it. */
  private static String argument(Node node) {
    if (node instanceof Node.Scalar scalar && scalar.value().orElse("") instanceof Boolean truth) {
      return truth ? "True" : "False";
    }
    return plain(node);
  }

  /** Numbers are arguments like any other, as they are written. */
  private static String plain(Node node) {
    if (node instanceof Node.Scalar scalar && scalar.value().isPresent()) {
      return scalar.text();
    }
    throw Expect.wrong(node, "an argument", "Maybe put it in quotes.");
  }

  private static Map<String, String> environment(Node node) {
    Map<String, String> variables = new LinkedHashMap<>();
    for (Node.Entry entry : Expect.mapping(node, "{CUDA_VISIBLE_DEVICES: \"0\"}").entries()) {
      if (!VARIABLE.matcher(entry.key()).matches()) {
        throw new Complaint(
            entry.place(), "this is no name of a variable. Use letters, digits and underscores.");
      }
      variables.put(entry.key(), plain(entry.value()));
    }
    return variables;
  }

  private static Map<String, String> patterns(Node node) {
    Map<String, String> patterns = new LinkedHashMap<>();
    for (Node.Entry entry : Expect.mapping(node, "{loss: \"loss=([0-9.]+)\"}").entries()) {
      patterns.put(entry.key(), pattern(entry.value()));
    }
    return patterns;
  }

  private static String pattern(Node node) {
    String pattern = Expect.word(node);
    try {
      Command.checkPattern(pattern);
    } catch (IllegalArgumentException e) {
      throw Complaint.at(node, "%s", String.valueOf(e.getMessage()));
    }
    return pattern;
  }

  private static long bytes(Node node) {
    if (Expect.isWhole(node)) {
      return atLeastOne(node, Expect.whole(node));
    }
    Matcher size = SIZE.matcher(Expect.text(node).toLowerCase(java.util.Locale.ROOT).strip());
    if (!size.matches()) {
      throw Complaint.at(
          node, "\"%s\" is no amount of memory. Maybe 4GB.", Texts.brief(Expect.text(node)));
    }
    long unit = 1L << (10 * ("kmgt".indexOf(size.group(2)) + 1));
    BigDecimal bytes = new BigDecimal(size.group(1)).multiply(BigDecimal.valueOf(unit));
    if (bytes.compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) > 0) {
      throw Complaint.at(node, "no machine has that much memory. Maybe 4GB.");
    }
    return atLeastOne(node, bytes.longValue());
  }

  private static long atLeastOne(Node node, long bytes) {
    if (bytes < 1) {
      throw Complaint.at(node, "%d bytes are no memory at all. Maybe 4GB.", bytes);
    }
    return bytes;
  }

  /** A command while its keys are read. */
  static final class CommandDraft {
    private Optional<String> program = Optional.empty();
    private List<String> words = Command.USUAL;
    private Map<String, String> environment = Map.of();
    private OptionalLong memory = OptionalLong.empty();
    private Map<String, String> metrics = Map.of();
    private Optional<String> step = Optional.empty();

    Command made(List<String> groups) {
      return new Command(program, words, groups, environment, memory, metrics, step);
    }
  }
}
