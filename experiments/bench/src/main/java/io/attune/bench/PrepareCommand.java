package io.attune.bench;

import io.attune.experiments.data.DataRequest;
import io.attune.experiments.data.DataRequest.Place;
import io.attune.experiments.data.DataSource;
import io.attune.experiments.data.Datasets;
import io.attune.experiments.data.Preparation;
import io.attune.experiments.data.Preparation.Method;
import io.attune.experiments.djl.DjlBackend;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "prepare",
    description = {
      "Seconds that it takes to prepare a data set, one way after the other.",
      "Principal axes are found once, for the first way that needs them."
    },
    mixinStandardHelpOptions = true,
    showDefaultValues = true)
final class PrepareCommand implements Callable<Integer> {
  @Parameters(paramLabel = "DATA", description = "A data set, such as fashion-mnist.")
  private String data = "";

  @Option(names = "--dir", paramLabel = "FOLDER", description = "Where its files are.")
  private @Nullable Path folder;

  @Option(
      names = "--ways",
      paramLabel = "LIST",
      split = ",",
      description = "Values of preprocessing, with components after a colon.")
  private List<String> ways = List.of("pca:64", "pca", "zca");

  @Spec private CommandSpec spec;

  PrepareCommand() {}

  @Override
  public Integer call() {
    DataRequest bare = DataRequest.of(DataSource.of(data));
    DataRequest request = folder == null ? bare : bare.at(Place.folder(folder));
    Datasets datasets = new Datasets(DjlBackend.both());
    datasets.get(request);
    PrintWriter out = spec.commandLine().getOut();
    for (String way : ways) {
      long begun = System.nanoTime();
      datasets.get(request, preparation(way));
      out.printf(Locale.ROOT, "%s: %.1f s%n", way, (System.nanoTime() - begun) / 1e9);
    }
    return 0;
  }

  private static Preparation preparation(String way) {
    String[] parts = way.split(":", 2);
    Optional<Integer> components =
        parts.length == 1 ? Optional.empty() : Optional.of(Integer.valueOf(parts[1]));
    return new Preparation(
        Method.valueOf(parts[0].toUpperCase(Locale.ROOT)), components, Preparation.USUAL.epsilon());
  }
}
