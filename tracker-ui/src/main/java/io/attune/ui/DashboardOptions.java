package io.attune.ui;

import io.attune.run.Recorder;
import io.attune.run.TrialGate;
import io.attune.store.SweepId;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * How a dashboard is served.
 *
 * @param port to listen on, 0 to 65535; 0 takes any free one
 * @param live whether a runner works on a sweep right now; asked often and from any thread
 * @param gate lets programs speak for the trials they train
 * @param recorder takes what others run; empty for a dashboard that only shows
 */
public record DashboardOptions(
    int port, Predicate<SweepId> live, TrialGate gate, Optional<Recorder> recorder) {
  /** Checks the port. */
  public DashboardOptions {
    if (port < 0 || port > 65_535) {
      throw new IllegalArgumentException(
          "port must be 0 to 65535, but is " + port + "; 0 takes any free one.");
    }
  }

  /** Any free port, for looking at sweeps that nobody works on. */
  public static DashboardOptions standard() {
    return new DashboardOptions(0, id -> false, new TrialGate(), Optional.empty());
  }

  /** The same with another port. */
  public DashboardOptions port(int port) {
    return new DashboardOptions(port, live, gate, recorder);
  }

  /** The same with another answer to which sweeps are being worked on. */
  public DashboardOptions live(Predicate<SweepId> live) {
    return new DashboardOptions(port, live, gate, recorder);
  }

  /** The same, letting programs speak for the trials they train. */
  public DashboardOptions gate(TrialGate gate) {
    return new DashboardOptions(port, live, gate, recorder);
  }

  /** The same, letting other programs record what they run. */
  public DashboardOptions recorder(Recorder recorder) {
    return new DashboardOptions(port, live, gate, Optional.of(recorder));
  }
}
