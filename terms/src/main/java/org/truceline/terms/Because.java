package org.truceline.terms;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * Why an answer is as it is: a message of the catalogue with its values, and the reasons below it.
 * It holds no sentence of any language; the catalogue says it in the reader's.
 *
 * @param message the message's key in the catalogue, such as {@code line.offset.left}
 * @param values what stands for {0}, {1} … in the message
 * @param parts the reasons below this one, the weightiest first
 */
public record Because(String message, List<Value> values, List<Because> parts) {
  public Because {
    if (message.isBlank()) {
      throw new IllegalArgumentException("a reason names its message");
    }
    values = List.copyOf(values);
    parts = List.copyOf(parts);
  }

  /** A reason with no parts. */
  public static Because of(String message, Value... values) {
    return new Because(message, List.of(values), List.of());
  }

  /** This reason with those below it. */
  public Because with(List<Because> parts) {
    return new Because(message, values, parts);
  }

  /** One value inside a message. */
  public sealed interface Value {}

  /** Words taken as they are: an id, a file's name, a word from the input. */
  public record Text(String text) implements Value {}

  /**
   * Words that a mission gives in each of its languages; the catalogue says the reader's.
   *
   * @param byLanguage language code to text
   */
  public record InLanguages(Map<String, String> byLanguage) implements Value {
    public InLanguages {
      byLanguage = Map.copyOf(byLanguage);
    }

    /** The text in a language, else in English, else in any. */
    public String in(String language) {
      String text = byLanguage.getOrDefault(language, byLanguage.getOrDefault("en", ""));
      return text.isEmpty() ? byLanguage.values().stream().sorted().findFirst().orElse("") : text;
    }
  }

  /** A length in metres, rounded by the catalogue for reading. */
  public record Metres(double metres) implements Value {}

  /** A probability, said in per cent. */
  public record Percent(double probability) implements Value {}

  /** A whole number. */
  public record Count(long count) implements Value {}

  /** A number with a fraction. */
  public record Figure(double figure) implements Value {}

  /** A moment, said in the mission's time zone. */
  public record Time(Instant time) implements Value {}

  /**
   * A moment as it is said aloud: by the clock of the mission's time zone, to the minute.
   *
   * @param time the moment
   * @param day whether its date is said too
   */
  public record Clock(Instant time, boolean day) implements Value {}

  /**
   * A length as it is said aloud.
   *
   * @param metres the length
   * @param toMetres it is rounded to multiples of this, above 0
   */
  public record Rough(double metres, double toMetres) implements Value {
    public Rough {
      if (!(toMetres > 0)) {
        throw new IllegalArgumentException("a length rounded to " + toMetres + " m");
      }
    }
  }

  /** A reason inside a reason. */
  public record Phrase(Because phrase) implements Value {}

  /** A value of words. */
  public static Value text(String text) {
    return new Text(text);
  }

  /** A value in metres. */
  public static Value metres(double metres) {
    return new Metres(metres);
  }

  /** A value said in per cent. */
  public static Value percent(double probability) {
    return new Percent(probability);
  }

  /** A value that counts. */
  public static Value count(long count) {
    return new Count(count);
  }
}
