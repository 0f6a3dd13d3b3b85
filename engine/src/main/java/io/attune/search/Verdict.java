package io.attune.search;

/** What becomes of a trial that has just reported. */
public sealed interface Verdict {
  /** Train on. */
  record Continue() implements Verdict {}

  /** Make a checkpoint and free the worker; the trial may be resumed later. */
  record Pause() implements Verdict {}

  /** End it. */
  record Stop(String reason) implements Verdict {}
}
