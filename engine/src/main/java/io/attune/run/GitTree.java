package io.attune.run;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A folder as git sees it. Where there is no git, or no repository, nothing is known. */
record GitTree(Path folder) {
  private static final long MOST_ANSWER = 1 << 20;

  /** Largest diff that is kept, in bytes. */
  static final long MOST_DIFF = 1 << 20;

  /** The folder that the program was started in. */
  static GitTree here() {
    return new GitTree(Path.of("").toAbsolutePath());
  }

  /** Commit, branch, and whether files that git knows have been changed since. */
  Map<String, String> facts() {
    Map<String, String> facts = new LinkedHashMap<>();
    line("rev-parse", "HEAD").ifPresent(commit -> facts.put("git commit", commit));
    line("rev-parse", "--abbrev-ref", "HEAD")
        .filter(branch -> !branch.equals("HEAD"))
        .ifPresent(branch -> facts.put("git branch", branch));
    line("status", "--porcelain", "--untracked-files=no")
        .map(changes -> changes.isEmpty() ? "none" : "uncommitted")
        .ifPresent(changes -> facts.put("git changes", changes));
    return facts;
  }

  /**
   * What was changed since the commit in files that git knows; empty if nothing, or more than a
   * megabyte. Made by git itself: no program that the repository names is run.
   */
  Optional<byte[]> diff() {
    return git(MOST_DIFF, "diff", "HEAD", "--no-color", "--no-ext-diff", "--no-textconv")
        .filter(diff -> diff.length > 0);
  }

  private Optional<String> line(String... arguments) {
    return git(MOST_ANSWER, arguments)
        .map(bytes -> new String(bytes, StandardCharsets.UTF_8).strip());
  }

  private Optional<byte[]> git(long most, String... arguments) {
    List<String> words = new ArrayList<>(List.of("git", "-C", folder.toString()));
    words.addAll(List.of(arguments));
    return ShortProgram.output(most, words.toArray(String[]::new));
  }
}
