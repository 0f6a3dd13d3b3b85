package io.attune.sweep;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Collectors;

/** Guesses which word somebody meant. */
final class Nearest {
  private static final int LONGEST = 64;

  /** Guessing among thousands of names, for thousands of words, would take too long. */
  private static final int MOST = 200;

  private static final int SHOWN = 20;

  private Nearest() {}

  /** The known word that this one begins, or that needs few edits for its length. */
  static Optional<String> to(String word, Collection<String> known) {
    if (word.length() > LONGEST) {
      return Optional.empty();
    }
    Optional<String> longer = known.stream().filter(other -> abbreviates(word, other)).findFirst();
    return longer.or(() -> fewestEdits(word, known));
  }

  private static boolean abbreviates(String word, String other) {
    return word.length() > 1 && other.startsWith(word);
  }

  private static Optional<String> fewestEdits(String word, Collection<String> known) {
    return known.stream()
        .limit(MOST)
        .filter(other -> Math.abs(other.length() - word.length()) <= tolerance(other))
        .filter(other -> distance(word, other) <= tolerance(other))
        .min(Comparator.comparingInt(other -> distance(word, other)));
  }

  /** Two edits in a word of four letters would make nearly any word near. */
  private static int tolerance(String other) {
    return other.length() <= 4 ? 1 : Math.max(2, other.length() / 3);
  }

  /** The sentence that helps after an unknown word: the nearest known one, or all of them. */
  static String hint(String word, Collection<String> known) {
    return to(word, known)
        .map(nearest -> "Maybe " + nearest + "?")
        .orElseGet(() -> "Known: " + list(known) + ".");
  }

  private static String list(Collection<String> known) {
    String names = known.stream().limit(SHOWN).collect(Collectors.joining(", "));
    return known.size() > SHOWN ? names + ", …" : names;
  }

  /**
   * Insertions, deletions, replacements and swaps of neighbours that turn one word into the other
   * (Damerau 1964; no part is edited twice).
   */
  static int distance(String a, String b) {
    int[][] edits = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      for (int j = 0; j <= b.length(); j++) {
        edits[i][j] = Math.min(i, j) == 0 ? Math.max(i, j) : step(a, b, i, j, edits);
      }
    }
    return edits[a.length()][b.length()];
  }

  private static int step(String a, String b, int i, int j, int[][] edits) {
    int replaced = edits[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
    int least = Math.min(replaced, 1 + Math.min(edits[i - 1][j], edits[i][j - 1]));
    boolean swap =
        i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
    return swap ? Math.min(least, edits[i - 2][j - 2] + 1) : least;
  }
}
