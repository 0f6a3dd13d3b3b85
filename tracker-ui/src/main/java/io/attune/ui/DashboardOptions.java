package io.attune.ui;

import io.attune.run.TrialGate;
import io.attune.store.SweepId;
import java.util.function.Predicate;

/**
 * How a dashboard is served.
 *
 * @param port to listen on, 0 to 65535; 0 takes any free one
 * @param live whether a runner works on a sweep right now; asked often and from any thread
 * @param gate lets programs speak for the trials they train
 */
public record DashboardOptions(int port, Predicate<SweepId> live, TrialGate gate) {
  /** Checks the port. */
  public DashboardOptions {
    if (port < 0 || port > 65_535) {
      throw new IllegalArgumentException(
          "port must be 0 to 65535, but is " + port + "; 0 takes any free one.");
    }
  }

  /** Any free port, for looking at sweeps that nobody works on. */
  public static DashboardOptions standard() {
    return new DashboardOptions(0, id -> false, new TrialGate());
  }

  /** The same with another port. */
  public DashboardOptions port(int port) {
    return new DashboardOptions(port, live, gate);
  }

  /** The same with another answer to which sweeps are being worked on. */
  public DashboardOptions live(Predicate<SweepId> live) {
    return new DashboardOptions(port, live, gate);
  }

  /** The same, letting other programs in. */
  public DashboardOptions gate(TrialGate gate) {
    return new DashboardOptions(port, live, gate);
  }
}
