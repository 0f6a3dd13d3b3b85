package io.attune.experiments.nn;

/**
 * How wrong a network is on a batch.
 *
 * @param loss sum over the batch; NaN where a score is not finite
 * @param hits examples whose highest score is that of the right class; 0 where there are no classes
 * @param gradient derivative of the mean loss by each score
 */
public record Judgement(double loss, int hits, float[] gradient) {}
