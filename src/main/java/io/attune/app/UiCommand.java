package io.attune.app;

import io.attune.store.TrialStore;
import io.attune.ui.Dashboard;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
    name = "ui",
    description = "Serve the dashboard of a store, and its API.",
    mixinStandardHelpOptions = true)
final class UiCommand implements Callable<Integer> {
  @Option(
      names = "--port",
      paramLabel = "N",
      defaultValue = "8470",
      description = "Port to listen on, 0 for any free one (default: ${DEFAULT-VALUE}).")
  private int port = DashboardServer.PORT;

  @Option(names = "--open", description = "Open the dashboard in a browser.")
  private boolean open;

  @Option(
      names = "--create",
      description =
          "Make the store if there is none, for others to record into (MLflow's clients).")
  private boolean create;

  @Mixin private AccessOptions access = new AccessOptions();
  @Mixin private StoreOptions stores = new StoreOptions();
  @Spec private CommandSpec spec;

  UiCommand() {}

  @Override
  public Integer call() throws InterruptedException {
    PrintWriter out = spec.commandLine().getOut();
    try (TrialStore store = create ? stores.open("ui") : stores.openExisting("ui");
        Dashboard dashboard = DashboardServer.start(store, port, access.access(stores))) {
      store.describeOwner("attune ui at " + dashboard.uri());
      out.println("Serving " + stores.name() + " at " + dashboard.page() + " — Ctrl-C ends it.");
      out.println(DashboardServer.login(dashboard));
      if (open) {
        browse(dashboard, out);
      }
      CountDownLatch closed = new CountDownLatch(1);
      Runtime.getRuntime()
          .addShutdownHook(
              new Thread(
                  () -> {
                    dashboard.close();
                    store.close();
                    closed.countDown();
                  }));
      closed.await();
    }
    return Main.DONE;
  }

  private static void browse(Dashboard dashboard, PrintWriter out) {
    try {
      DashboardServer.browse(dashboard.uri());
    } catch (IOException e) {
      out.println("No browser could be opened: " + e.getMessage() + ".");
    }
  }
}
