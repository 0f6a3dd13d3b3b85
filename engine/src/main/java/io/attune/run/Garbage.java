package io.attune.run;

import java.nio.file.Path;

/**
 * Files that nobody needs.
 *
 * @param path a file, or a folder with all that is in it
 * @param why in words that go on with "because"
 */
public record Garbage(Path path, long bytes, String why) {}
