package io.attune.ui;

import io.attune.run.AskedSweeps;
import io.attune.run.Recorder;
import io.attune.run.TrialGate;
import io.attune.store.SweepId;
import io.attune.ui.access.Access;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * How a dashboard is served.
 *
 * @param port to listen on, 0 to 65535; 0 takes any free one
 * @param live whether a runner works on a sweep right now; asked often and from any thread
 * @param gate lets programs speak for the trials they train
 * @param recorder takes what others run; empty for a dashboard that only shows
 * @param access from where it can be reached, and who may do what
 * @param helm steers the sweeps that run here
 * @param asked sweeps whose trials programs ask for; with it, a recorder is needed
 */
public record DashboardOptions(
    int port,
    Predicate<SweepId> live,
    TrialGate gate,
    Optional<Recorder> recorder,
    Access access,
    Helm helm,
    Optional<AskedSweeps> asked) {
  /** Checks the port. */
  public DashboardOptions {
    if (port < 0 || port > 65_535) {
      throw new IllegalArgumentException(
          "port must be 0 to 65535, but is " + port + "; 0 takes any free one.");
    }
  }

  /** Whether somebody works on a sweep, or it is given out here. */
  boolean isLive(SweepId id) {
    return live.test(id) || asked.filter(sweeps -> sweeps.holds(id)).isPresent();
  }

  /** Any free port, for looking at sweeps that nobody works on. */
  public static DashboardOptions standard() {
    return new DashboardOptions(
        0,
        id -> false,
        new TrialGate(),
        Optional.empty(),
        Access.LOCAL,
        Helm.NONE,
        Optional.empty());
  }

  /** The same with another port. */
  public DashboardOptions port(int port) {
    return new DashboardOptions(port, live, gate, recorder, access, helm, asked);
  }

  /** The same with another answer to which sweeps are being worked on. */
  public DashboardOptions live(Predicate<SweepId> live) {
    return new DashboardOptions(port, live, gate, recorder, access, helm, asked);
  }

  /** The same, letting programs speak for the trials they train. */
  public DashboardOptions gate(TrialGate gate) {
    return new DashboardOptions(port, live, gate, recorder, access, helm, asked);
  }

  /** The same, letting other programs record what they run. */
  public DashboardOptions recorder(Recorder recorder) {
    return new DashboardOptions(port, live, gate, Optional.of(recorder), access, helm, asked);
  }

  /** The same, reached otherwise and by others. */
  public DashboardOptions access(Access access) {
    return new DashboardOptions(port, live, gate, recorder, access, helm, asked);
  }

  /** The same, with sweeps that may be steered. */
  public DashboardOptions helm(Helm helm) {
    return new DashboardOptions(port, live, gate, recorder, access, helm, asked);
  }

  /** The same, giving out trials to programs that ask. */
  public DashboardOptions asked(AskedSweeps asked) {
    return new DashboardOptions(port, live, gate, recorder, access, helm, Optional.of(asked));
  }
}
