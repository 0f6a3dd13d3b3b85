package io.attune.exchange.mlflow;

import io.attune.exchange.intake.ImportException;
import io.attune.exchange.intake.ImportReport;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Looks into folders that somebody else filled. Links are never followed, wherever they lead. */
final class SafeTree {
  private static final int DEEPEST = 32;
  private static final int MOST = 1_000_000;

  private final ImportReport report;

  SafeTree(ImportReport report) {
    this.report = report;
  }

  /** The folders in a folder, by name; none if there is no such folder. */
  List<Path> folders(Path folder) {
    return entries(folder).stream()
        .filter(path -> Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS))
        .toList();
  }

  /** All files below a folder, by their path in it with / between its parts. */
  Map<String, Path> files(Path folder) {
    Map<String, Path> files = new TreeMap<>();
    collect(folder, "", 0, files);
    return files;
  }

  private void collect(Path folder, String prefix, int depth, Map<String, Path> files) {
    for (Path path : entries(folder)) {
      String name = prefix + path.getFileName();
      if (Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)) {
        files.put(name, path);
      } else if (depth < DEEPEST) {
        collect(path, name + "/", depth + 1, files);
      } else {
        report.omit("folders", "They are more than 32 levels deep.", name);
      }
    }
    if (files.size() > MOST) {
      throw ImportException.in(folder, "there are more than %,d files in it.".formatted(MOST));
    }
  }

  private List<Path> entries(Path folder) {
    if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
      return List.of();
    }
    List<Path> entries = new ArrayList<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path path : files.limit(MOST).sorted().toList()) {
        if (Files.isSymbolicLink(path)) {
          report.omit("links", "They may lead out of the folder.", path.toString());
        } else {
          entries.add(path);
        }
      }
      return entries;
    } catch (IOException e) {
      throw ImportException.in(folder, "it cannot be listed: " + e.getMessage() + ".");
    }
  }

  /**
   * The beginning of a text file, at most some bytes of it. What is no UTF-8 becomes a replacement
   * character, which is reported.
   */
  String text(Path file, int most) {
    try (var in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
      byte[] bytes = in.readNBytes(most);
      try {
        return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      } catch (CharacterCodingException e) {
        report.change(
            "texts that are not UTF-8",
            "Characters that cannot be read became \uFFFD.",
            file.toString());
        return StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPLACE)
            .decode(ByteBuffer.wrap(bytes))
            .toString();
      }
    } catch (IOException e) {
      throw ImportException.in(file, "it cannot be read: " + e.getMessage() + ".");
    }
  }
}
