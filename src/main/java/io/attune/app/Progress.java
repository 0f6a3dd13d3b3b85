package io.attune.app;

import io.attune.run.SweepListener;
import io.attune.sweep.Sweep;
import java.io.PrintWriter;

/** Shows how a sweep gets on: one line that redraws itself, or plain lines without a terminal. */
interface Progress extends SweepListener, AutoCloseable {
  static Progress of(Sweep sweep, PrintWriter out) {
    return Terminal.isLive() ? new LiveLine(sweep, out) : new PlainLines(sweep, out);
  }

  /** Earlier events have been told; from now on things happen live. */
  void start();

  @Override
  void close();
}
