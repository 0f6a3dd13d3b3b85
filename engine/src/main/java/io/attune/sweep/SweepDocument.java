package io.attune.sweep;

/**
 * A sweep file that was read.
 *
 * @param source the text of the file
 * @param places where its parts stand in that text
 */
public record SweepDocument(Sweep sweep, String source, Places places) {}
