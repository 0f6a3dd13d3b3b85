package io.attune.sweep;

import java.util.List;

/**
 * A sweep file that was read.
 *
 * @param sweep where the file says {@code auto}, it has a range as wide as there is; see {@link
 *     Groundwork#settle}
 * @param source the text of the file
 * @param places where its parts stand in that text
 * @param groundwork what is to be done before the sweep starts
 * @param notices what people should know of keys that are understood but change nothing, one line
 *     for each in the form of the reader's errors
 */
public record SweepDocument(
    Sweep sweep, String source, Places places, Groundwork groundwork, List<String> notices) {
  /** Copies the list. */
  public SweepDocument {
    notices = List.copyOf(notices);
  }
}
