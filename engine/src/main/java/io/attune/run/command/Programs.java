package io.attune.run.command;

import io.attune.sweep.Command;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Finds the programs that commands start. */
public final class Programs {
  private static final String PROGRAM = "${program}";

  private Programs() {}

  /** What is missing on this machine for a command to start; empty if nothing is. */
  public static Optional<String> missing(Command command) {
    Optional<String> file = file(command).filter(program -> !Files.exists(Path.of(program)));
    if (file.isPresent()) {
      return Optional.of(
          "there is no file %s in %s. Maybe run attune in the folder of the program."
              .formatted(file.get(), Path.of("").toAbsolutePath()));
    }
    return first(command).filter(word -> find(word).isEmpty()).map(Programs::absent);
  }

  private static String absent(String word) {
    return Files.exists(Path.of(word))
        ? "%s may not be executed. Maybe chmod +x %s.".formatted(word, word)
        : "there is no program %s here. Maybe install it, or name its path.".formatted(word);
  }

  /** The file that stands for the program; it may also be a module of Python's, or not be used. */
  private static Optional<String> file(Command command) {
    List<String> words = command.words();
    int at = words.indexOf(PROGRAM);
    boolean module = at > 0 && words.get(at - 1).equals("-m");
    boolean first = first(command).equals(command.program());
    return at < 0 || module || first ? Optional.empty() : command.program();
  }

  /** A program by its path, or by its name in one of the folders of {@code PATH}. */
  static Optional<Path> find(String name) {
    if (name.contains(File.separator)) {
      return Optional.of(Path.of(name)).filter(Files::isExecutable);
    }
    String folders = System.getenv().getOrDefault("PATH", "");
    return Arrays.stream(folders.split(File.pathSeparator, -1))
        .map(folder -> Path.of(folder, name))
        .filter(file -> Files.isRegularFile(file) && Files.isExecutable(file))
        .findFirst();
  }

  /** The program itself, where it is no macro. */
  private static Optional<String> first(Command command) {
    Optional<String> word =
        command.words().stream().filter(part -> !part.equals("${env}")).findFirst();
    if (word.equals(Optional.of("${interpreter}"))) {
      return find("python").isPresent() ? Optional.empty() : Optional.of("python3");
    }
    return word.equals(Optional.of(PROGRAM))
        ? command.program()
        : word.filter(part -> !part.contains("${"));
  }
}
