package org.truceline.console;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import org.truceline.terms.Because;

/** The two pages before the door. They work without a script; with one, also for passkeys. */
final class DoorPages {
  private DoorPages() {}

  /** Which of them. */
  enum Page {
    LOG_IN("/log-in"),
    WELCOME("/welcome");

    private final String path;

    Page(String path) {
      this.path = path;
    }
  }

  /** A page in a language, with why somebody was not let in. */
  static String of(Page page, String language, Catalogue catalogue, Optional<Because> why) {
    String other = language.equals("ko") ? "en" : "ko";
    String title = word(catalogue, language, "console.door.log-in");
    StringBuilder html = new StringBuilder();
    html.append("<!doctype html><html lang=\"").append(language).append("\"><head>");
    html.append("<meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\">");
    html.append("<title>Truceline: ").append(title).append("</title>");
    html.append("<script src=\"/door.js\" type=\"module\"></script></head><body><main>");
    html.append("<h1>Truceline</h1>");
    why.ifPresent(because ->
        html.append("<p role=\"alert\">")
            .append(escaped(catalogue.text(language, because)))
            .append("</p>"));
    html.append("<form method=\"post\" action=\"").append(page.path);
    html.append("?lang=").append(language).append("\">");
    switch (page) {
      case LOG_IN -> {
        field(html, catalogue, language, "name", "text", "username");
        field(html, catalogue, language, "passphrase", "password", "current-password");
        button(html, title);
        html.append("<p><button type=\"button\" id=\"passkey\" hidden>")
            .append(word(catalogue, language, "console.door.passkey"))
            .append("</button></p><p id=\"said\" role=\"alert\"></p>");
      }
      case WELCOME -> {
        html.append("<p>").append(word(catalogue, language, "console.door.welcome"));
        html.append("</p>");
        field(html, catalogue, language, "link", "password", "off");
        field(html, catalogue, language, "passphrase", "password", "new-password");
        field(html, catalogue, language, "again", "password", "new-password");
        button(html, word(catalogue, language, "console.door.choose"));
      }
    }
    html.append("</form><p><a hreflang=\"").append(other).append("\" lang=\"").append(other);
    html.append("\" href=\"").append(page.path).append("?lang=").append(other).append("\">");
    html.append(word(catalogue, other, "console.door.in-this-language"));
    return html.append("</a></p></main></body></html>\n").toString();
  }

  private static void field(
      StringBuilder html,
      Catalogue catalogue,
      String language,
      String name,
      String type,
      String completes) {
    html.append("<p><label>").append(word(catalogue, language, "console.door.field." + name));
    html.append("<br><input required name=\"").append(name).append("\" type=\"").append(type);
    html.append("\" maxlength=\"512\" autocomplete=\"").append(completes);
    html.append("\"></label></p>");
  }

  private static void button(StringBuilder html, String words) {
    html.append("<p><button>").append(words).append("</button></p>");
  }

  private static String word(Catalogue catalogue, String language, String key) {
    return escaped(catalogue.text(language, Because.of(key)));
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace("\"", "&quot;");
  }

  static byte[] script() {
    try (var in = DoorPages.class.getResourceAsStream("door.js")) {
      if (in == null) {
        throw new IllegalStateException("door.js is not in the program");
      }
      return in.readAllBytes();
    } catch (IOException broken) {
      throw new UncheckedIOException("door.js", broken);
    }
  }
}
