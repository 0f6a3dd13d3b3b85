package io.attune.experiments.train;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/** Guesses which word was meant. */
final class Spelling {
  private Spelling() {}

  /** " Maybe X?" for the nearest word; nothing if none is near. */
  static String hint(String typed, Collection<String> words) {
    int near = 1 + typed.length() / 3;
    return words.stream()
        .min(Comparator.comparingInt(word -> distance(typed, word)))
        .filter(word -> distance(typed, word) <= near)
        .map(word -> " Maybe " + word + "?")
        .orElse("");
  }

  /** The words most like another, first those that contain it or that it contains. */
  static List<String> nearest(String typed, Collection<String> words, int most) {
    Comparator<String> byKinship =
        Comparator.comparing(word -> !word.contains(typed) && !typed.contains(word));
    return words.stream()
        .sorted(byKinship.thenComparingInt(word -> distance(typed, word)))
        .limit(most)
        .toList();
  }

  /** Insertions, deletions and replacements between two words (Levenshtein distance). */
  static int distance(String a, String b) {
    int[] above = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      above[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int[] row = new int[b.length() + 1];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int replaced = above[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        row[j] = Math.min(replaced, 1 + Math.min(above[j], row[j - 1]));
      }
      above = row;
    }
    return above[b.length()];
  }
}
