package io.attune.app;

import io.attune.run.TrialGate;
import io.attune.store.SweepId;
import io.attune.store.TrialReader;
import io.attune.ui.Dashboard;
import io.attune.ui.DashboardException;
import io.attune.ui.DashboardOptions;
import java.awt.Desktop;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;

/** Starts dashboards and browsers. */
final class DashboardServer {
  static final int PORT = 8470;

  private DashboardServer() {}

  /**
   * A dashboard on the port, or on any free one where that is taken: a sweep must not fail by it.
   */
  static Dashboard startAnywhere(
      TrialReader store, int port, Predicate<SweepId> live, TrialGate gate) {
    DashboardOptions options = options(port).live(live).gate(gate);
    try {
      return Dashboard.start(store, options);
    } catch (DashboardException e) {
      return Dashboard.start(store, options.port(0));
    }
  }

  static Dashboard start(TrialReader store, int port) {
    return Dashboard.start(store, options(port));
  }

  /** Opens a page in the user's browser. */
  static void browse(URI uri) throws IOException {
    String os = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
    if (Desktop.isDesktopSupported() && Desktop.getDesktop().isSupported(Desktop.Action.BROWSE)) {
      Desktop.getDesktop().browse(uri);
    } else if (os.contains("linux")) {
      new ProcessBuilder(List.of("xdg-open", uri.toString()))
          .redirectErrorStream(true)
          .redirectOutput(ProcessBuilder.Redirect.DISCARD)
          .start();
    } else {
      throw new IOException("no browser is known here");
    }
  }

  private static DashboardOptions options(int port) {
    if (port < 0 || port > 65_535) {
      throw new WrongInput("--port: " + port + " is not a port; use 0 to 65535.");
    }
    return DashboardOptions.standard().port(port);
  }
}
