package io.attune.trial;

/** A rung that is kept up to date trial by trial. */
interface GrowingRung extends Rung {
  /** Takes in what became of a trial. */
  void update(Trial trial);
}
