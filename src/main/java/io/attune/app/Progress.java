package io.attune.app;

import io.attune.run.SweepListener;
import io.attune.sweep.Sweep;
import java.io.PrintWriter;
import java.util.Set;

/** Shows how a sweep gets on: one line that redraws itself, or plain lines without a terminal. */
interface Progress extends SweepListener, AutoCloseable {
  /**
   * For this terminal.
   *
   * @param told news that need no telling
   */
  static Progress of(Sweep sweep, Set<String> told, PrintWriter out) {
    return Terminal.isLive() ? new LiveLine(sweep, told, out) : new PlainLines(sweep, told, out);
  }

  /** Earlier events have been told; from now on things happen live. */
  void start();

  @Override
  void close();
}
