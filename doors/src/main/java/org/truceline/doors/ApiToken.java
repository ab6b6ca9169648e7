package org.truceline.doors;

import java.time.Duration;
import java.time.Instant;
import java.util.random.RandomGenerator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What opens a door to a program. The token itself reads {@code truceline_ID_SECRET_SUM}: scanners
 * for leaked secrets find the prefix, and the sum tells a slip from a guess before anything is
 * looked up.
 *
 * @param id by what it is spoken of
 * @param digest the digest of the whole token
 * @param label what it is for, up to 64 characters
 * @param scope what it opens
 * @param issued when
 * @param until from when on it opens nothing
 * @param lastUsed when it was used last, to the hour; {@code issued} if never
 */
public record ApiToken(
    TokenId id,
    Digest digest,
    String label,
    Scope scope,
    Instant issued,
    Instant until,
    Instant lastUsed) {
  /** Whoever needs one for longer issues the next in time. */
  public static final Duration LONGEST = Duration.ofDays(366);

  static final String PREFIX = "truceline_";

  private static final Pattern FORM =
      Pattern.compile("truceline_([a-z2-7]{8})_([A-Za-z0-9_-]{43})_([0-9a-f]{8})");

  public ApiToken {
    if (label.isBlank() || label.length() > 64 || label.chars().anyMatch(Character::isISOControl)) {
      throw new IllegalArgumentException("a token's label has 1 to 64 characters");
    }
    if (!until.isAfter(issued) || Duration.between(issued, until).compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException("a token lasts a year at most: " + issued + " " + until);
    }
    if (lastUsed.isBefore(issued)) {
      throw new IllegalArgumentException("a token was used before it was issued: " + lastUsed);
    }
  }

  ApiToken usedAt(Instant now) {
    return now.isAfter(lastUsed)
        ? new ApiToken(id, digest, label, scope, issued, until, now)
        : this;
  }

  /**
   * A token that was just issued: shown once.
   *
   * @param token what is kept
   * @param text the token itself
   */
  public record Issued(ApiToken token, String text) {
    @Override
    public String toString() {
      return "Issued[" + token.id() + "]";
    }
  }

  /** Draws one. */
  public static Issued draw(
      String label, Scope scope, Instant now, Instant until, RandomGenerator chance) {
    TokenId id = TokenId.draw(chance);
    String start = PREFIX + id + "_" + Secret.draw(chance).text();
    String text = start + "_" + sum(start);
    return new Issued(new ApiToken(id, Digest.of(text), label, scope, now, until, now), text);
  }

  /** Whether a text has the form of a token and a right sum; it may still be none of ours. */
  static boolean isWellFormed(String text) {
    Matcher form = FORM.matcher(text);
    return form.matches() && sum(text.substring(0, text.length() - 9)).equals(form.group(3));
  }

  private static String sum(String start) {
    return Digest.of(start).hex().substring(0, 8);
  }
}
