package io.attune.run;

import io.attune.trial.Event;
import java.util.List;

/** Watches a sweep. Called on the runner's thread, so it must be quick and must not throw. */
@FunctionalInterface
public interface SweepListener {
  /** Events that are now on disk, each exactly once and in order, also those of earlier runs. */
  void happened(List<Event> events);
}
