package io.attune.ui;

import io.attune.run.Request;
import io.attune.run.SweepControl;
import io.attune.store.SweepId;
import java.util.Optional;

/** Steers the sweeps that this program runs. Used from any thread. */
@FunctionalInterface
public interface Helm {
  /** Nothing is run here. */
  Helm NONE = (id, request) -> Optional.empty();

  /** How to steer a sweep for somebody; empty if it is not run here, or no longer. */
  Optional<SweepControl> control(SweepId id, Request request);
}
