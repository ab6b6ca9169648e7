package org.truceline.record;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.truceline.record.tree.Hash;
import org.truceline.record.tree.StrictBase64;
import org.truceline.terms.Because;

/**
 * An entry: who says what, known when, written when, in lines that a person can read. The record
 * does not know what its body means; the module that owns the subject does.
 *
 * @param id what the author calls it: the same id again is the same entry again
 * @param kind whether it was seen, judged, said by a party, or done
 * @param subject what the body is about, a word of the module that owns it
 * @param author who says so: a person, a source or the desk itself
 * @param known when the author knew it
 * @param written when it was written, by the desk's own clock
 * @param links earlier entries that it points back to
 * @param salt 16 bytes of chance in base64: without them a guess at an entry could be checked
 * @param body what is said
 */
public record Entry(
    String id,
    Kind kind,
    String subject,
    String author,
    Instant known,
    Instant written,
    List<Link> links,
    String salt,
    Body body) {
  /** Bytes of chance in each entry. */
  public static final int SALT_BYTES = 16;

  private static final String FIRST = "truceline.org/entry@v1";
  private static final Pattern ID = Pattern.compile("[A-Za-z0-9._:/-]{1,128}");
  private static final Pattern WORD = Pattern.compile("[a-z][a-z0-9-]{0,63}");
  private static final Pattern INDEX = Pattern.compile("0|[1-9][0-9]{0,17}");

  /** An entry points back to no more; whoever needs more writes another. */
  private static final int MOST_LINKS = 64;

  public Entry {
    links = List.copyOf(links);
    require(ID.matcher(id).matches(), "id", id);
    require(WORD.matcher(subject).matches(), "subject", subject);
    require(ID.matcher(author).matches(), "author", author);
    require(links.size() <= MOST_LINKS, "links", String.valueOf(links.size()));
    require(
        StrictBase64.decode(salt).filter(bytes -> bytes.length == SALT_BYTES).isPresent(),
        "salt",
        salt);
  }

  private static void require(boolean holds, String what, String value) {
    if (!holds) {
      throw new IllegalArgumentException("an entry's " + what + " may not be " + value);
    }
  }

  /** How an author stands to what is said; none of these overwrites another. */
  public sealed interface Kind {
    /** The words of its line. */
    String words();
  }

  /** Somebody or something saw it. */
  public record Observed() implements Kind {
    @Override
    public String words() {
      return "observed";
    }
  }

  /** It follows from other entries by a rule. */
  public record Assessed() implements Kind {
    @Override
    public String words() {
      return "assessed";
    }
  }

  /** A party says so. */
  public record ClaimedBy(String party) implements Kind {
    public ClaimedBy {
      require(ID.matcher(party).matches(), "party", party);
    }

    @Override
    public String words() {
      return "claimed-by " + party;
    }
  }

  /** Somebody did it, here. */
  public record Done() implements Kind {
    @Override
    public String words() {
      return "done";
    }
  }

  /**
   * A pointer to an earlier entry.
   *
   * @param how in what way, such as {@code corrects}
   * @param index the earlier entry
   */
  public record Link(String how, long index) {
    public Link {
      require(WORD.matcher(how).matches() && index >= 0, "link", how + " " + index);
    }
  }

  /** What is said, or where it lies. */
  public sealed interface Body {}

  /** It stands in the entry: an object of canonical JSON (RFC 8785), one line. */
  public record Inside(String json) implements Body {
    public Inside {
      require(
          json.startsWith("{")
              && json.endsWith("}")
              && json.chars().noneMatch(c -> c < ' ' || c == 0x7f)
              && StandardCharsets.UTF_8.newEncoder().canEncode(json)
              && Normalizer.isNormalized(json, Normalizer.Form.NFC),
          "body",
          json);
    }
  }

  /**
   * It lies outside, since it is private or long: it can be shown with proof, or erased, and the
   * record stays whole.
   *
   * @param digest SHA-256 over the body's own salt and the body
   * @param bytes length of the body
   */
  public record Outside(Hash digest, long bytes) implements Body {
    public Outside {
      require(bytes >= 0, "body", String.valueOf(bytes));
    }
  }

  /** What is found when an entry is read. */
  public sealed interface Reading {}

  /** It is an entry. */
  public record Read(Entry entry) implements Reading {}

  /** It is none. */
  public record Unreadable(Because because) implements Reading {}

  /** Reads an entry; one that is not spelled just as it would be written is refused. */
  public static Reading read(byte[] bytes) {
    String text;
    try {
      text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException notUtf8) {
      return unreadable("record.entry.utf-8");
    }
    Lines lines = new Lines(List.of(text.split("\n", -1)));
    if (!lines.next().equals(FIRST)) {
      return unreadable("record.entry.first");
    }
    try {
      Entry entry = read(lines);
      return entry.text().equals(text)
          ? new Read(entry)
          : unreadable("record.entry.line", Because.count(lines.at));
    } catch (IllegalArgumentException | DateTimeException wrong) {
      return unreadable("record.entry.line", Because.count(lines.at));
    }
  }

  private static Reading unreadable(String message, Because.Value... values) {
    return new Unreadable(Because.of(message, values));
  }

  private static Entry read(Lines lines) {
    String id = lines.value("id ");
    Kind kind = kind(lines.value("kind "));
    String subject = lines.value("subject ");
    String author = lines.value("author ");
    Instant known = Instant.parse(lines.value("known "));
    Instant written = Instant.parse(lines.value("written "));
    List<Link> links = new ArrayList<>();
    for (Optional<String> link = lines.find("link ");
        link.isPresent();
        link = lines.find("link ")) {
      int space = link.get().indexOf(' ');
      String index = link.get().substring(space + 1);
      require(space > 0 && INDEX.matcher(index).matches(), "link", link.get());
      links.add(new Link(link.get().substring(0, space), Long.parseLong(index)));
    }
    String salt = lines.value("salt ");
    Optional<String> outside = lines.find("outside ");
    Body body = outside.isPresent() ? outside(outside.get()) : new Inside(lines.value("body "));
    return new Entry(id, kind, subject, author, known, written, links, salt, body);
  }

  private static Kind kind(String words) {
    return switch (words) {
      case "observed" -> new Observed();
      case "assessed" -> new Assessed();
      case "done" -> new Done();
      default -> {
        require(words.startsWith("claimed-by "), "kind", words);
        yield new ClaimedBy(words.substring("claimed-by ".length()));
      }
    };
  }

  private static Body outside(String words) {
    int space = words.indexOf(' ');
    require(space > 0 && INDEX.matcher(words.substring(space + 1)).matches(), "body", words);
    Hash digest =
        Hash.fromBase64(words.substring(0, space))
            .orElseThrow(() -> new IllegalArgumentException("no digest: " + words));
    return new Outside(digest, Long.parseLong(words.substring(space + 1)));
  }

  private static final class Lines {
    private final List<String> lines;
    private int at;

    private Lines(List<String> lines) {
      this.lines = lines;
    }

    String next() {
      require(at < lines.size(), "lines", String.valueOf(at));
      return lines.get(at++);
    }

    String value(String name) {
      String line = next();
      require(line.startsWith(name), name.strip(), line);
      return line.substring(name.length());
    }

    Optional<String> find(String name) {
      return at < lines.size() && lines.get(at).startsWith(name)
          ? Optional.of(value(name))
          : Optional.empty();
    }
  }

  /** The entry as it is written. */
  public byte[] bytes() {
    return text().getBytes(StandardCharsets.UTF_8);
  }

  private String text() {
    StringBuilder text =
        new StringBuilder(FIRST)
            .append("\nid ")
            .append(id)
            .append("\nkind ")
            .append(kind.words())
            .append("\nsubject ")
            .append(subject)
            .append("\nauthor ")
            .append(author)
            .append("\nknown ")
            .append(known)
            .append("\nwritten ")
            .append(written)
            .append('\n');
    for (Link link : links) {
      text.append("link ").append(link.how()).append(' ').append(link.index()).append('\n');
    }
    text.append("salt ").append(salt).append('\n');
    switch (body) {
      case Inside(var json) -> text.append("body ").append(json);
      case Outside(var digest, var length) ->
          text.append("outside ").append(digest.base64()).append(' ').append(length);
    }
    return text.append('\n').toString();
  }
}
