package org.truceline.app.compare;

import java.util.Locale;

/** Grows the text of a drawing. */
public final class Svg {
  private final StringBuilder text = new StringBuilder();

  public Svg raw(String markup) {
    text.append(markup);
    return this;
  }

  /** Text that may hold anything, made safe for HTML and XML. */
  public Svg words(String words) {
    text.append(escaped(words));
    return this;
  }

  @SuppressWarnings("AnnotateFormatMethod") // patterns are constants beside their values
  public Svg format(String pattern, Object... values) {
    text.append(String.format(Locale.ROOT, pattern, values));
    return this;
  }

  static String escaped(String words) {
    StringBuilder safe = new StringBuilder();
    for (int i = 0; i < words.length(); i++) {
      char c = words.charAt(i);
      switch (c) {
        case '&' -> safe.append("&amp;");
        case '<' -> safe.append("&lt;");
        case '>' -> safe.append("&gt;");
        case '"' -> safe.append("&quot;");
        case '\'' -> safe.append("&#39;");
        default -> safe.append(c < ' ' && c != '\n' && c != '\t' ? ' ' : c);
      }
    }
    return safe.toString();
  }

  /** The nearest of 1, 2 and 5 times a power of ten at or below a value. */
  public static double roundStep(double value) {
    double power = Math.pow(10, Math.floor(Math.log10(value)));
    double mantissa = value / power;
    return (mantissa >= 5 ? 5 : mantissa >= 2 ? 2 : 1) * power;
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
