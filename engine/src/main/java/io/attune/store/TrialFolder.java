package io.attune.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The folder that a trial's files are in. Pictures of the trial are the PNG files in its folder
 * {@code pictures}: they are kept when the rest is deleted. Whatever else lies there is no picture.
 *
 * @param path which may not exist
 */
public record TrialFolder(Path path) {
  /** Largest picture that is shown, in bytes. */
  public static final int MOST_BYTES = 2_000_000;

  private static final int MOST_PICTURES = 20;
  private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,60}");
  private static final String ENDING = ".png";
  private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};

  /**
   * Of a trial of a sweep.
   *
   * @param files of the sweep, see {@link TrialReader#files}
   */
  public static TrialFolder of(Path files, int trial) {
    return new TrialFolder(files.resolve("trial-" + trial));
  }

  /** Where pictures are. */
  public Path pictures() {
    return path.resolve("pictures");
  }

  /** Names of the pictures without their ending, in alphabetical order; the first 20. */
  public List<String> pictureNames() {
    // Most trials have none; asking costs less than an exception.
    if (!pictures().toFile().isDirectory()) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(pictures())) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(file -> file.endsWith(ENDING))
          .map(file -> file.substring(0, file.length() - ENDING.length()))
          .filter(this::isPicture)
          .sorted()
          .limit(MOST_PICTURES)
          .toList();
    } catch (IOException | UncheckedIOException e) {
      // The folder is deleted while it is looked at.
      return List.of();
    }
  }

  /** The PNG file of a picture; empty if there is none of that name. Never another file. */
  public Optional<byte[]> picture(String name) {
    if (!isPicture(name)) {
      return Optional.empty();
    }
    try {
      byte[] bytes = Files.readAllBytes(file(name));
      return Optional.of(bytes).filter(TrialFolder::isPng);
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** Links are refused: they may lead out of the folder. */
  private boolean isPicture(String name) {
    return NAME.matcher(name).matches()
        && Files.isDirectory(pictures(), LinkOption.NOFOLLOW_LINKS)
        && Files.isRegularFile(file(name), LinkOption.NOFOLLOW_LINKS)
        && file(name).toFile().length() <= MOST_BYTES;
  }

  private Path file(String name) {
    return pictures().resolve(name + ENDING);
  }

  private static boolean isPng(byte[] bytes) {
    return bytes.length <= MOST_BYTES
        && bytes.length > SIGNATURE.length
        && Arrays.equals(SIGNATURE, 0, SIGNATURE.length, bytes, 0, SIGNATURE.length);
  }
}
