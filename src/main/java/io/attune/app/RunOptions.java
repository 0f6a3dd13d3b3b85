package io.attune.app;

import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What `run` and `resume` have in common. */
final class RunOptions {
  @Option(names = "--open", description = "Open the dashboard in a browser.")
  private boolean open;

  @Option(names = "--keep-ui", description = "Keep serving the dashboard after the end.")
  private boolean keepUi;

  @Option(names = "--no-ui", description = "Serve no dashboard.")
  private boolean noUi;

  @Option(
      names = "--port",
      paramLabel = "N",
      defaultValue = "8470",
      description = "Port of the dashboard (default: ${DEFAULT-VALUE}, or any if that is taken).")
  private int port = DashboardServer.PORT;

  @Option(
      names = "--no-git-diff",
      description = "Do not keep what was changed since the last commit with the trials.")
  private boolean noDiff;

  @Mixin private AccessOptions access = new AccessOptions();

  AccessOptions access() {
    return access;
  }

  boolean opensBrowser() {
    return open;
  }

  boolean keepsServing() {
    return keepUi && !noUi;
  }

  boolean keepsDiff() {
    return !noDiff;
  }

  boolean serves() {
    return !noUi;
  }

  int port() {
    return port;
  }
}
