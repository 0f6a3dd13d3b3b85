package io.attune.client;

import java.util.Optional;

/**
 * How what a program logs gets to the tracker.
 *
 * @param logged entries that were logged
 * @param acknowledged of these, the ones that are on the tracker's disk
 * @param queued of these, the ones in memory
 * @param spilled entries that went to this machine's disk on their way
 * @param spillBytes on this machine's disk right now
 * @param blocked how often logging had to wait because memory and disk were full
 * @param lost entries that could be kept nowhere when the program ended; 0 unless the disk failed
 * @param trouble why nothing is sent at the moment
 */
public record LogStats(
    long logged,
    long acknowledged,
    int queued,
    long spilled,
    long spillBytes,
    long blocked,
    long lost,
    Optional<String> trouble) {}
