package io.attune.store;

import io.attune.sweep.Sweep;
import java.time.Instant;

/**
 * A sweep as it was put into a store.
 *
 * @param source the sweep file's text, or empty for a sweep made in code
 */
public record SweepRecord(SweepId id, Sweep sweep, String source, Instant created) {}
