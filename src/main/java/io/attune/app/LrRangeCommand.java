package io.attune.app;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.attune.run.RateRange;
import io.attune.run.ScoutException;
import io.attune.run.Scouting;
import io.attune.sweep.Sweep;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "lr-range",
    description = "Find the learning rates worth searching: train once while the rate grows.",
    mixinStandardHelpOptions = true)
final class LrRangeCommand implements Callable<Integer> {
  @Parameters(paramLabel = "SWEEP", description = "Sweep file, YAML or JSON.")
  private Path file = Path.of("");

  @Option(names = "--json", description = "Print JSON: the rates, the reason and every point.")
  private boolean json;

  @Spec private CommandSpec spec;

  LrRangeCommand() {}

  @Override
  public Integer call() {
    Sweep sweep = SweepFiles.read(file).sweep();
    RateRange range = range(sweep);
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.println(text(range));
    } else {
      new RateChart(range).lines().forEach(out::println);
      out.println();
      out.println(Plain.line("Why: " + range.reason() + "."));
      out.printf("For one rate alone take %s.%n", Numbers.of(range.suggested()));
      out.printf(
          "In the sweep file: learning_rate: {distribution: log_uniform_values, min: %s, max:"
              + " %s}%n",
          range.min(), range.max());
    }
    return Main.DONE;
  }

  private RateRange range(Sweep sweep) {
    try {
      return new Scouting(SweepFiles.provider(sweep), Groundworks.LIMIT)
          .rateRange(sweep.domain().open(), sweep.seed());
    } catch (ScoutException e) {
      throw new WrongInput(file + ": " + e.getMessage());
    }
  }

  private static String text(RateRange range) {
    ObjectMapper mapper = new ObjectMapper();
    ObjectNode tree = mapper.createObjectNode();
    tree.put("min", range.min()).put("max", range.max()).put("suggested", range.suggested());
    ArrayNode points = tree.put("reason", range.reason()).putArray("points");
    for (RateRange.Point point : range.points()) {
      ObjectNode node = points.addObject().put("rate", point.rate());
      put(node, "loss", point.loss());
      put(node, "smoothed", point.smoothed());
    }
    try {
      return mapper.writerWithDefaultPrettyPrinter().writeValueAsString(tree);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a range is made of texts and numbers", e);
    }
  }

  /** JSON has no NaN; where training fell apart there is no loss. */
  private static void put(ObjectNode node, String name, double value) {
    if (Double.isFinite(value)) {
      node.put(name, value);
    } else {
      node.putNull(name);
    }
  }
}
