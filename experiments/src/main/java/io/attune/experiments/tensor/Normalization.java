package io.attune.experiments.tensor;

/**
 * What batch normalization of a number of channels works with (Ioffe and Szegedy 2015, algorithms 1
 * and 2): {@code scale · (x - mean) / √(variance + epsilon) + shift}.
 *
 * @param scale one number per channel, learned
 * @param shift one number per channel, learned
 * @param mean one number per channel, running
 * @param variance one number per channel, running, without bias
 * @param share what the statistics of a batch weigh in the running ones, above 0 and up to 1
 * @param epsilon above 0
 */
public record Normalization(
    Tensor scale, Tensor shift, Tensor mean, Tensor variance, double share, double epsilon) {}
