package io.attune.app;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.attune.store.EventJson;
import io.attune.store.TrialStore;
import io.attune.trial.Outcome;
import io.attune.trial.Trial;
import java.io.PrintWriter;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "best",
    description =
        "Print the parameters of a sweep's best trial as JSON; with several objectives, a list of"
            + " the trials on the front with their values.",
    mixinStandardHelpOptions = true)
final class BestCommand implements Callable<Integer> {
  @Parameters(arity = "0..1", paramLabel = "ID", description = "Sweep (default: the latest).")
  private @Nullable Long id;

  @Mixin private StoreOptions stores = new StoreOptions();
  @Spec private CommandSpec spec;

  BestCommand() {}

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    try (TrialStore store = stores.openExisting("best")) {
      SweepView view = SweepView.load(store, StoreOptions.sweep(store, id));
      Optional<Trial> best = view.history().best();
      if (best.isEmpty()) {
        spec.commandLine()
            .getErr()
            .println("attune: sweep " + view.record().id() + " has no trial with a score.");
        return Main.FAILED;
      }
      if (!view.history().outcome(best.get()).orElseThrow().feasible()) {
        spec.commandLine()
            .getErr()
            .printf(
                "attune: no trial keeps all constraints; trial %d breaks them least.%n",
                best.get().number());
      }
      out.println(Plain.lines(json(view, best.get()).toPrettyString()));
      return Main.DONE;
    }
  }

  private static JsonNode json(SweepView view, Trial best) {
    if (!view.history().criteria().several()) {
      return EventJson.values(best.assignment());
    }
    ArrayNode list = JsonNodeFactory.instance.arrayNode();
    for (Trial trial : view.ranking()) {
      ObjectNode entry = list.addObject().put("trial", trial.number());
      Outcome outcome = view.history().outcome(trial).orElseThrow();
      ObjectNode values = entry.putObject("values");
      for (int i = 0; i < outcome.values().size(); i++) {
        values.put(view.history().objectives().get(i).metric(), outcome.values().get(i));
      }
      entry.put("feasible", outcome.feasible());
      entry.set("parameters", EventJson.values(trial.assignment()));
    }
    return list;
  }
}
