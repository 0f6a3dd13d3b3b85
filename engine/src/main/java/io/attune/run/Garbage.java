package io.attune.run;

import java.nio.file.Path;
import java.time.Instant;

/**
 * Files that nobody needs.
 *
 * @param path a file, or a folder with all that is in it
 * @param why in words that go on with "because"
 * @param before it is deleted unless it was written to since; {@link Instant#MAX} for whatever
 *     comes
 */
public record Garbage(Path path, long bytes, String why, Instant before) {}
