package io.attune.store;

/**
 * What somebody made of a sweep's events, kept so that it need not be made again.
 *
 * @param sequence of the last event that it was made of
 */
public record Memo(long sequence, String text) {}
