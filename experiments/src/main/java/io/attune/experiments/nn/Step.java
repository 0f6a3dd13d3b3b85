package io.attune.experiments.nn;

/**
 * One update of a run.
 *
 * @param rate learning rate
 * @param progress share of the run that is over, 0 for the first update and 1 for the last
 * @param count counts updates, from 1
 */
public record Step(double rate, double progress, long count) {}
