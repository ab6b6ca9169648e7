package org.truceline.terms;

import java.util.List;

/** The word that is nearest to one mistyped (V. I. Levenshtein's distance). */
public final class Nearest {
  private Nearest() {}

  /** The one of these that is nearest; the empty text where there are none. */
  public static String of(String word, List<String> known) {
    String nearest = known.isEmpty() ? "" : known.getFirst();
    int least = Integer.MAX_VALUE;
    for (String candidate : known) {
      int distance = distance(word, candidate);
      if (distance < least) {
        least = distance;
        nearest = candidate;
      }
    }
    return nearest;
  }

  private static int distance(String a, String b) {
    int[] row = new int[b.length() + 1];
    for (int k = 0; k < row.length; k++) {
      row[k] = k;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int k = 1; k < row.length; k++) {
        int above = row[k];
        int cost = a.charAt(i - 1) == b.charAt(k - 1) ? 0 : 1;
        row[k] = Math.min(Math.min(row[k], row[k - 1]) + 1, diagonal + cost);
        diagonal = above;
      }
    }
    return row[b.length()];
  }
}
