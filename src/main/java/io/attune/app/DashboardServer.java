package io.attune.app;

import io.attune.run.AskedSweeps;
import io.attune.run.Recorder;
import io.attune.run.TrialGate;
import io.attune.store.SweepId;
import io.attune.store.TrialStore;
import io.attune.ui.Dashboard;
import io.attune.ui.DashboardException;
import io.attune.ui.DashboardOptions;
import io.attune.ui.Helm;
import io.attune.ui.access.Access;
import java.awt.Desktop;
import java.io.IOException;
import java.net.URI;
import java.time.InstantSource;
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
      TrialStore store,
      int port,
      Predicate<SweepId> live,
      TrialGate gate,
      Access access,
      Helm helm) {
    DashboardOptions options = options(store, port, live).gate(gate).access(access).helm(helm);
    try {
      return Dashboard.start(store, options);
    } catch (DashboardException e) {
      return Dashboard.start(store, options.port(0));
    }
  }

  static Dashboard start(TrialStore store, int port, Access access) {
    return Dashboard.start(store, options(store, port, id -> false).access(access));
  }

  /** The one line with which a browser becomes an administrator. */
  static String login(Dashboard dashboard) {
    return "Log in from a browser: " + dashboard.loginLink() + " (once, within 10 minutes)";
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

  private static DashboardOptions options(TrialStore store, int port, Predicate<SweepId> live) {
    if (port < 0 || port > 65_535) {
      throw new WrongInput("--port: " + port + " is not a port; use 0 to 65535.");
    }
    AskedSweeps asked = new AskedSweeps(store, InstantSource.system());
    return DashboardOptions.standard()
        .port(port)
        .live(live)
        .asked(asked)
        .recorder(
            new Recorder(store, InstantSource.system(), id -> live.test(id) || asked.holds(id)));
  }
}
