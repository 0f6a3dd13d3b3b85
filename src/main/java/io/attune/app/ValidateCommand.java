package io.attune.app;

import io.attune.space.Parameter;
import io.attune.sweep.Sweep;
import io.attune.sweep.SweepDocument;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "validate",
    description = "Check sweep files without running them.",
    mixinStandardHelpOptions = true)
final class ValidateCommand implements Callable<Integer> {
  @Parameters(arity = "1..*", paramLabel = "SWEEP", description = "Sweep files, YAML or JSON.")
  private List<Path> files = List.of();

  @Spec private CommandSpec spec;

  ValidateCommand() {}

  @Override
  public Integer call() {
    int code = Main.DONE;
    for (Path file : files) {
      code = Math.max(code, check(file));
    }
    return code;
  }

  private int check(Path file) {
    PrintWriter out = spec.commandLine().getOut();
    try {
      SweepDocument document = SweepFiles.check(file);
      document.notices().forEach(out::println);
      SweepFiles.missing(document).ifPresent(out::println);
      Sweep sweep = document.sweep();
      out.printf(
          "%s: fine. %s search over %d parameters (%s), trainer %s.%n",
          file,
          sweep.sampler().type(),
          sweep.space().parameters().stream().filter(ValidateCommand::varies).count(),
          size(sweep.space().cardinality()),
          sweep.trainer());
      return Main.DONE;
    } catch (WrongInput e) {
      spec.commandLine().getErr().println(e.getMessage());
      return Main.WRONG_INPUT;
    }
  }

  private static boolean varies(Parameter parameter) {
    return !parameter.cardinality().equals(OptionalLong.of(1));
  }

  private static String size(OptionalLong cardinality) {
    return cardinality.isPresent()
        ? "%,d combinations".formatted(cardinality.getAsLong())
        : "continuous";
  }
}
