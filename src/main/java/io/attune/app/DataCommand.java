package io.attune.app;

import io.attune.experiments.data.DataException;
import io.attune.experiments.data.DataRequest;
import io.attune.experiments.data.DataRequest.Meaning;
import io.attune.experiments.data.DataRequest.Place;
import io.attune.experiments.data.DataSource;
import io.attune.experiments.data.Dataset;
import io.attune.experiments.data.Datasets;
import io.attune.experiments.data.Preparation;
import io.attune.experiments.djl.DjlBackend;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "data",
    description = "List data sets and how to get them, or check one of them.",
    mixinStandardHelpOptions = true)
final class DataCommand implements Callable<Integer> {
  private static final Datasets DATASETS = new Datasets(DjlBackend.both());

  @Parameters(
      arity = "0..1",
      paramLabel = "NAME",
      description = "Data set to check (default: list all).")
  private @Nullable String name;

  @Option(names = "--dir", paramLabel = "FOLDER", description = "Where its files are: data_dir.")
  private @Nullable Path folder;

  @Option(names = "--file", paramLabel = "FILE", description = "The table of csv: data_file.")
  private @Nullable Path file;

  @Option(names = "--target", paramLabel = "COLUMN", description = "What to predict in csv.")
  private @Nullable String target;

  @Option(
      names = "--task",
      defaultValue = "auto",
      description = "For csv: classification or regression (default: texts are classes).")
  private Meaning task = Meaning.AUTO;

  @Option(
      names = "--image-size",
      paramLabel = "PIXELS",
      description = "Side that images are brought to: image_size.")
  private @Nullable Integer imageSize;

  @Option(names = "--classes", description = "Only these, such as 0-4: classes.")
  private @Nullable String classes;

  @Spec private CommandSpec spec;

  DataCommand() {}

  @Override
  public Integer call() {
    if (name == null) {
      list(spec.commandLine().getOut());
    } else {
      DataRequest request = request(source(name));
      DataView.print(request, read(request), spec.commandLine().getOut());
    }
    return Main.DONE;
  }

  private static void list(PrintWriter out) {
    Table table = new Table().left(1, 2);
    List<String> hints = new ArrayList<>();
    table.row(List.of("data", "what it is", "is it here?"));
    for (DataSource source : DataSource.values()) {
      Optional<String> trouble = trouble(DataRequest.of(source));
      table.row(List.of(source.key(), source.description(), state(source, trouble)));
      trouble.ifPresent(hints::add);
    }
    table.lines().forEach(out::println);
    out.println();
    hints.forEach(hint -> out.println("- " + Plain.line(hint)));
    out.printf("%n`attune data NAME --dir FOLDER` checks one and says what is in it.%n");
  }

  private static String state(DataSource source, Optional<String> trouble) {
    return trouble.isEmpty() ? DataView.summary(load(DataRequest.of(source))) : "see below";
  }

  /** Broken files are found by reading them, as training would. */
  private static Optional<String> trouble(DataRequest request) {
    try {
      read(request);
      return Optional.empty();
    } catch (WrongInput e) {
      return Optional.of(String.valueOf(e.getMessage()));
    }
  }

  private DataRequest request(DataSource source) {
    Place place =
        new Place(
            Optional.ofNullable(folder),
            Optional.ofNullable(file),
            Optional.ofNullable(target),
            task,
            Optional.ofNullable(imageSize));
    DataRequest all = DataRequest.of(source).at(place);
    return classes == null ? all : all.only(classes);
  }

  private static DataSource source(String name) {
    return Arrays.stream(DataSource.values())
        .filter(source -> source.key().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new WrongInput(
                    "there is no data set %s; there are %s."
                        .formatted(
                            name,
                            String.join(
                                ", ",
                                Arrays.stream(DataSource.values())
                                    .map(DataSource::key)
                                    .toList()))));
  }

  private static Dataset read(DataRequest request) {
    try {
      request
          .problem()
          .ifPresent(
              problem -> {
                throw new WrongInput(onCommandLine(problem));
              });
      return load(request);
    } catch (DataException e) {
      throw new WrongInput(onCommandLine(e.getMessage()));
    }
  }

  private static Dataset load(DataRequest request) {
    return DATASETS.get(request, Preparation.by(Preparation.Method.NONE));
  }

  /** Messages name keys of sweep files. */
  private static String onCommandLine(@Nullable String message) {
    return String.valueOf(message)
        .replace("data_dir", "--dir")
        .replace("data_file", "--file")
        .replace("image_size", "--image-size");
  }
}
