package io.attune.ui.mlflow;

import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The files of one run or model. No path leads out of it: parts are plain names, and on the way to
 * a file there are folders only, never links, which is looked at again each time.
 *
 * @param root which may not exist yet
 */
public record ArtifactFolder(Path root) implements ArtifactPlace {
  /** Largest file that is taken, in bytes. */
  static final long MOST = 10L << 30;

  private static final int LONGEST = 1_000;
  private static final int BUFFER = 1 << 16;

  /**
   * A path inside, in parts.
   *
   * @param path decoded, with / between its parts
   * @throws MlflowError if it could lead elsewhere
   */
  public static List<String> parts(String path) {
    if (path.isEmpty()) {
      return List.of();
    }
    if (!isPath(path)) {
      throw MlflowError.invalid("Invalid path: '%s'.".formatted(Ask.shorten(path)));
    }
    return List.of(path.split("/", -1));
  }

  /** Whether a name is a path that leads nowhere else. */
  static boolean isPath(String name) {
    return name.length() <= LONGEST
        && Stream.of(name.split("/", -1)).allMatch(ArtifactFolder::plain);
  }

  private static boolean plain(String part) {
    return !part.isBlank()
        && !part.equals(".")
        && !part.equals("..")
        && part.indexOf('%') < 0
        && part.chars().noneMatch(c -> c < ' ' || c == 127 || c == '\\' || c == ':');
  }

  @Override
  public List<Map<String, Object>> list(List<String> parts) {
    Path folder = inside(parts);
    if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> !Files.isSymbolicLink(file) && !temporary(file))
          .sorted()
          .map(this::entry)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Map<String, Object> entry(Path file) {
    boolean folder = Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS);
    Map<String, Object> entry = new LinkedHashMap<>();
    entry.put("path", root.relativize(file).toString().replace('\\', '/'));
    entry.put("is_dir", folder);
    if (!folder) {
      entry.put("file_size", file.toFile().length());
    }
    return entry;
  }

  /** The file at a path. */
  Path file(List<String> parts) {
    Path file = inside(parts);
    if (parts.isEmpty() || !Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
      throw missing(parts);
    }
    return file;
  }

  static MlflowError missing(List<String> parts) {
    return MlflowError.missing(
        "No such artifact: '%s'.".formatted(Ask.shorten(String.join("/", parts))));
  }

  @Override
  public void send(Context context, List<String> parts) {
    Path file = file(parts);
    try {
      Download.send(context, Files.newInputStream(file), Files.size(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Makes sure that a file may have a path.
   *
   * @throws MlflowError if something else is there or on the way
   */
  void checkFree(List<String> parts) {
    if (parts.isEmpty()) {
      throw MlflowError.invalid("Invalid path: an artifact needs a name.");
    }
    Path target = inside(parts);
    boolean through = false;
    for (int i = 1; i < parts.size(); i++) {
      through |= Files.isRegularFile(inside(parts.subList(0, i)), LinkOption.NOFOLLOW_LINKS);
    }
    if (through || Files.isDirectory(target)) {
      throw inTheWay(parts);
    }
  }

  @Override
  public void write(List<String> parts, InputStream in, long most) {
    checkFree(parts);
    Path target = inside(parts);
    try {
      Path folder = Files.createDirectories(target.getParent());
      Path part = Files.createTempFile(folder, ".upload-", ".part");
      try {
        copy(in, part, most);
        inside(parts);
        Files.move(
            part, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      } finally {
        Files.deleteIfExists(part);
      }
    } catch (FileAlreadyExistsException | NoSuchFileException e) {
      throw inTheWay(parts);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static MlflowError inTheWay(List<String> parts) {
    return MlflowError.invalid(
        "Invalid path: something else is in the way of '%s'."
            .formatted(Ask.shorten(String.join("/", parts))));
  }

  private static void copy(InputStream in, Path part, long most) throws IOException {
    try (OutputStream out = Files.newOutputStream(part)) {
      byte[] buffer = new byte[BUFFER];
      long sum = 0;
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        sum += n;
        if (sum > most) {
          throw tooLarge(most);
        }
        out.write(buffer, 0, n);
      }
    }
  }

  static MlflowError tooLarge(long most) {
    return MlflowError.tooLarge(
        "The artifact has more than %d bytes, which are the most.".formatted(most));
  }

  /** Whether there is a file or folder inside. */
  boolean has(List<String> parts) {
    return !parts.isEmpty() && Files.exists(inside(parts), LinkOption.NOFOLLOW_LINKS);
  }

  /** Deletes a file if it is there. */
  void drop(List<String> parts) {
    if (has(parts)) {
      delete(parts);
    }
  }

  @Override
  public void delete(List<String> parts) {
    if (!has(parts)) {
      throw missing(parts);
    }
    Path path = inside(parts);
    try (Stream<Path> files = Files.walk(path)) {
      for (Path file : new ArrayList<>(files.sorted(Comparator.reverseOrder()).toList())) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The path, after a look at everything on the way. */
  private Path inside(List<String> parts) {
    Path path = root;
    for (String part : parts) {
      path = path.resolve(part);
      if (Files.isSymbolicLink(path) || !path.normalize().startsWith(root)) {
        throw MlflowError.invalid(
            "Invalid path: '%s'.".formatted(Ask.shorten(String.join("/", parts))));
      }
    }
    if (Files.exists(path, LinkOption.NOFOLLOW_LINKS) && !real(path).startsWith(real(root))) {
      throw MlflowError.invalid(
          "Invalid path: '%s'.".formatted(Ask.shorten(String.join("/", parts))));
    }
    return path;
  }

  private static Path real(Path path) {
    try {
      return path.toRealPath();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean temporary(Path file) {
    String name = file.getFileName().toString();
    return name.startsWith(".upload-") && name.endsWith(".part");
  }
}
