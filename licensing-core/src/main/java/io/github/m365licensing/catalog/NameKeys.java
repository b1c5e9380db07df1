package io.github.m365licensing.catalog;

import java.util.Locale;

/** What makes two spellings of a name the same. */
final class NameKeys {

  private NameKeys() {}

  /** The text with ordinary single blanks, none at its ends, and no invisible characters. */
  static String clean(String text) {
    StringBuilder clean = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (Character.isWhitespace(c) || c == '\u00A0') {
        if (!clean.isEmpty() && clean.charAt(clean.length() - 1) != ' ') {
          clean.append(' ');
        }
      } else if (c != '\u200B' && c != '\uFEFF') {
        clean.append(c);
      }
    }
    return clean.toString().stripTrailing();
  }

  /** The same for texts that differ in case, kind or number of blanks. */
  static String exact(String text) {
    return clean(text).toLowerCase(Locale.ROOT);
  }

  /**
   * The same also for texts that differ in blanks against underscores: Microsoft's list writes
   * {@code Microsoft_365_Business_Basic_(no Teams)} where a tenant may have an underscore or
   * nothing.
   */
  static String loose(String text) {
    return exact(text).replace(" ", "").replace("_", "");
  }

  /**
   * The number of single-character insertions, deletions, replacements and swaps of neighbours
   * between two texts, or {@code limit + 1} as soon as it must exceed the limit.
   */
  static int distance(String a, String b, int limit) {
    if (Math.abs(a.length() - b.length()) > limit) {
      return limit + 1;
    }
    int[] beforeLast = new int[b.length() + 1];
    int[] last = new int[b.length() + 1];
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int[] free = beforeLast;
      beforeLast = last;
      last = row;
      row = free;
      row[0] = i;
      int best = i;
      for (int j = 1; j <= b.length(); j++) {
        boolean same = a.charAt(i - 1) == b.charAt(j - 1);
        int cost = Math.min(Math.min(last[j], row[j - 1]) + 1, last[j - 1] + (same ? 0 : 1));
        if (i > 1
            && j > 1
            && a.charAt(i - 1) == b.charAt(j - 2)
            && a.charAt(i - 2) == b.charAt(j - 1)) {
          cost = Math.min(cost, beforeLast[j - 2] + 1);
        }
        row[j] = cost;
        best = Math.min(best, cost);
      }
      if (best > limit) {
        return limit + 1;
      }
    }
    return Math.min(row[b.length()], limit + 1);
  }
}
