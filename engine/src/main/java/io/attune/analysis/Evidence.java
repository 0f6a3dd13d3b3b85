package io.attune.analysis;

/**
 * A number that a verdict rests on.
 *
 * @param name what was measured, for people, such as {@code gap of accuracies at the end}
 * @param value in the unit that the name says; shares are in [0, 1]
 * @param limit what it was compared with, such as {@code above 0.05}
 */
public record Evidence(String name, double value, String limit) {}
