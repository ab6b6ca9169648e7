package org.truceline.app;

import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.truceline.terms.Because;
import org.truceline.terms.CatalogueFile;

/** The catalogue of messages in one language: says reasons so that a person can read them. */
public final class Words {
  /** The catalogues, without the language and the ending. */
  static final List<String> CATALOGUES =
      List.of(
          "/org/truceline/line/words",
          "/org/truceline/watch/words",
          "/org/truceline/sources/words",
          "/org/truceline/record/words",
          "/org/truceline/doors/words",
          "/org/truceline/app/words-app",
          "/org/truceline/app/words-record",
          HelpWords.CATALOGUE,
          "/org/truceline/app/words-mission",
          "/org/truceline/app/words-compare",
          "/org/truceline/app/words-what-if",
          "/org/truceline/app/words-people");

  /** A place for a value, {0}; or for a word by how many that value counts, {0:report|reports}. */
  private static final Pattern PLACE = Pattern.compile("\\{(\\d)(?::([^|{}]*)\\|([^|{}]*))?}");

  private final Language language;
  private final ZoneId zone;
  private final Map<String, String> messages;

  private Words(Language language, ZoneId zone, Map<String, String> messages) {
    this.language = language;
    this.zone = zone;
    this.messages = messages;
  }

  /** The catalogue of a language; times are said in UTC. */
  public static Words in(Language language) {
    Map<String, String> messages = new HashMap<>();
    for (String catalogue : CATALOGUES) {
      messages.putAll(read(catalogue, language));
    }
    return new Words(language, ZoneOffset.UTC, Map.copyOf(messages));
  }

  /** The same words with times said in a zone. */
  public Words at(ZoneId zone) {
    return new Words(language, zone, messages);
  }

  static Map<String, String> read(String catalogue, Language language) {
    return CatalogueFile.read(Words.class, catalogue + "_" + language.code() + ".properties");
  }

  /** The language spoken. */
  public Language language() {
    return language;
  }

  /** The zone in which times are said. */
  public ZoneId zone() {
    return zone;
  }

  /** A message by its key, with values. */
  public String say(String key, Because.Value... values) {
    return say(Because.of(key, values));
  }

  /** A reason in one sentence, without the reasons below it. */
  public String say(Because because) {
    String pattern = messages.get(because.message());
    if (pattern == null) {
      throw new IllegalStateException("no message " + because.message() + " in " + language);
    }
    Matcher places = PLACE.matcher(pattern);
    StringBuilder said = new StringBuilder();
    while (places.find()) {
      places.appendReplacement(said, Matcher.quoteReplacement(said(places, because.values())));
    }
    places.appendTail(said);
    return said.toString();
  }

  /** What stands in a place of a message: a value, or a word by how many it counts. */
  private String said(MatchResult place, List<Because.Value> values) {
    int index = place.group(1).charAt(0) - '0';
    if (index >= values.size()) {
      return "";
    }
    if (place.group(2) == null) {
      return say(values.get(index));
    }
    boolean one = values.get(index) instanceof Because.Count(var count) && count == 1;
    return one ? place.group(2) : place.group(3);
  }

  /** A reason with all reasons below it, as sentences one after another. */
  public String sayAll(Because because) {
    StringBuilder said = new StringBuilder(say(because));
    for (Because part : because.parts()) {
      said.append(' ').append(sayAll(part));
    }
    return said.toString();
  }

  private String say(Because.Value value) {
    return switch (value) {
      case Because.Text(var text) -> visible(text);
      case Because.InLanguages texts -> visible(texts.in(language.code()));
      case Because.Metres(var metres) -> metres(metres);
      case Because.Percent(var probability) -> probability(probability);
      case Because.Count(var count) -> String.format(Locale.ROOT, "%,d", count);
      case Because.Figure(var figure) -> String.format(Locale.ROOT, "%.3f", figure);
      case Because.Time(var time) ->
          DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss xxx", Locale.ROOT)
              .format(time.atZone(zone));
      case Because.Clock(var time, var day) ->
          DateTimeFormatter.ofPattern(day ? "uuuu-MM-dd HH:mm" : "HH:mm", Locale.ROOT)
              .format(time.atZone(zone));
      case Because.Rough(var metres, var toMetres) -> rough(metres, toMetres);
      case Because.Phrase(var phrase) -> say(phrase);
    };
  }

  /**
   * Words from a file without what steers a terminal: a name must not be able to clear the screen
   * or to write a line of its own.
   */
  private static String visible(String text) {
    return text.chars().noneMatch(Character::isISOControl)
        ? text
        : text.replaceAll("\\p{Cntrl}", "\uFFFD").replaceAll("[\\x80-\\x9f]", "\uFFFD");
  }

  /** A length for reading: centimetres below ten metres, then metres, then kilometres. */
  public static String metres(double metres) {
    double size = Math.abs(metres);
    if (size < 10) {
      return String.format(Locale.ROOT, "%.2f m", metres);
    }
    return size < 10_000
        ? String.format(Locale.ROOT, "%,.0f m", metres)
        : String.format(Locale.ROOT, "%,.2f km", metres / 1_000);
  }

  /**
   * A length for the ear: whole metres, or kilometres with no more digits than it is rounded to.
   */
  private static String rough(double metres, double toMetres) {
    double rounded = Math.round(metres / toMetres) * toMetres;
    if (Math.abs(rounded) < 1_000) {
      return String.format(Locale.ROOT, "%.0f m", rounded);
    }
    String pattern = toMetres >= 1_000 ? "%.0f km" : toMetres >= 100 ? "%.1f km" : "%.2f km";
    return String.format(Locale.ROOT, pattern, rounded / 1_000);
  }

  /**
   * A probability for reading: never 0 % or 100 %, for what is computed from errors is not sure.
   */
  public String probability(double probability) {
    return probability < 0.001
        ? "< 0.1 %"
        : probability > 0.999 ? "> 99.9 %" : percent(probability);
  }

  /** A share of what was counted, for reading; never 0 % or 100 % unless it is just that. */
  public static String percent(double share) {
    if (share > 0 && share < 0.001) {
      return "< 0.1 %";
    }
    if (share < 1 && share > 0.999) {
      return "> 99.9 %";
    }
    return String.format(Locale.ROOT, "%.1f %%", share * 100);
  }
}
