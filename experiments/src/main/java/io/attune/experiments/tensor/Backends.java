package io.attune.experiments.tensor;

import java.util.function.Supplier;

/**
 * Opens backends of one engine for the calling thread, which closes them.
 *
 * @param usual opens one of 32-bit numbers
 * @param precise opens one of 64-bit numbers, which is slower
 */
public record Backends(Supplier<? extends Backend> usual, Supplier<? extends Backend> precise) {}
