package org.truceline.doors;

import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a token opens: some permissions, and for reports some sources only.
 *
 * @param permissions at least one, of those that tokens may have
 * @param sources names of the sources it speaks for; none if it hands in no reports
 */
public record Scope(Set<Permission> permissions, Set<String> sources) {
  /** More sources than one program speaks for. */
  public static final int MOST_SOURCES = 64;

  public Scope {
    permissions = Collections.unmodifiableSet(new TreeSet<>(permissions));
    sources = Collections.unmodifiableSet(new TreeSet<>(sources));
    if (permissions.isEmpty() || !permissions.stream().allMatch(Permission::forTokens)) {
      throw new IllegalArgumentException("no token may have " + permissions);
    }
    // A token that reports says for whom, or its reports could be anybody's.
    if (permissions.contains(Permission.REPORT) == sources.isEmpty()) {
      throw new IllegalArgumentException("a token names sources if it reports, and only then");
    }
    if (sources.size() > MOST_SOURCES || !sources.stream().allMatch(Scope::isSource)) {
      throw new IllegalArgumentException("not the names of at most 64 sources");
    }
  }

  /** Whether a text can name a source. */
  public static boolean isSource(String text) {
    return text.matches("[\\p{L}\\p{N}][\\p{L}\\p{M}\\p{N}._-]{0,63}");
  }

  /** As one text of words, for lists and the record. */
  public String text() {
    List<String> words = new java.util.ArrayList<>();
    permissions.forEach(one -> words.add(one.word()));
    sources.forEach(one -> words.add("source:" + one));
    return String.join(" ", words);
  }

  /** The scope that was written as one text. */
  static Scope of(String text) {
    Set<Permission> permissions = new TreeSet<>();
    Set<String> sources = new TreeSet<>();
    for (String word : text.split(" ", -1)) {
      if (word.startsWith("source:")) {
        sources.add(word.substring("source:".length()));
      } else {
        permissions.add(Permission.get(word));
      }
    }
    return new Scope(permissions, sources);
  }
}
