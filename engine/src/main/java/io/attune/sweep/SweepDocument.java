package io.attune.sweep;

/**
 * A sweep file that was read.
 *
 * @param sweep where the file says {@code auto}, it has a range as wide as there is; see {@link
 *     Groundwork#settle}
 * @param source the text of the file
 * @param places where its parts stand in that text
 * @param groundwork what is to be done before the sweep starts
 */
public record SweepDocument(Sweep sweep, String source, Places places, Groundwork groundwork) {}
