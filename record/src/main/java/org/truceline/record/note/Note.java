package org.truceline.record.note;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.truceline.terms.Because;

/**
 * A signed note (C2SP signed-note): a text of lines, an empty line, and the signatures. Verifiers
 * differ in which empty line divides them, so the text itself holds none.
 *
 * @param text the signed text, ending in a line feed
 * @param signatures what stands below it; not verified by being here
 */
public record Note(String text, List<SignatureLine> signatures) {
  /** The longest note: sixteen cosigners with both kinds of signature fit in half of it. */
  public static final int LONGEST_BYTES = 1 << 17;

  /** The format asks for 16 at least. */
  private static final int MOST_SIGNATURES = 64;

  public Note {
    signatures = List.copyOf(signatures);
  }

  /** What is found when a note is read. */
  public sealed interface Reading {}

  /** It is a note. */
  public record Read(Note note) implements Reading {}

  /** It is none. */
  public record Unreadable(Because because) implements Reading {}

  /** Reads a note; strictly, and without repairing anything. */
  public static Reading read(byte[] bytes) {
    if (bytes.length > LONGEST_BYTES) {
      return unreadable("record.note.long", Because.count(LONGEST_BYTES));
    }
    String whole;
    try {
      whole = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException notUtf8) {
      return unreadable("record.note.utf-8");
    }
    if (whole.chars().anyMatch(c -> c < ' ' && c != '\n')) {
      return unreadable("record.note.control");
    }
    int divide = whole.indexOf("\n\n");
    if (divide < 1 || divide + 2 == whole.length() || !whole.endsWith("\n")) {
      return unreadable("record.note.no-signatures");
    }
    if (whole.indexOf("\n\n", divide + 1) >= 0 || whole.startsWith("\n")) {
      return unreadable("record.note.empty-line");
    }
    List<SignatureLine> signatures = new ArrayList<>();
    for (String line : whole.substring(divide + 2, whole.length() - 1).split("\n", -1)) {
      var signature = SignatureLine.parse(line);
      if (signature.isEmpty()) {
        return unreadable("record.note.signature", Because.count(signatures.size() + 1));
      }
      signatures.add(signature.get());
    }
    return signatures.size() > MOST_SIGNATURES
        ? unreadable("record.note.signatures", Because.count(MOST_SIGNATURES))
        : new Read(new Note(whole.substring(0, divide + 1), signatures));
  }

  private static Reading unreadable(String message, Because.Value... values) {
    return new Unreadable(Because.of(message, values));
  }

  /** The note with one more signature; one by the same key is replaced. */
  public Note with(SignatureLine signature) {
    List<SignatureLine> all = new ArrayList<>(signatures);
    all.removeIf(one -> one.name().equals(signature.name()) && one.id().equals(signature.id()));
    all.add(signature);
    return new Note(text, all);
  }

  /** As it is handed on. */
  public byte[] bytes() {
    StringBuilder whole = new StringBuilder(text).append('\n');
    signatures.forEach(one -> whole.append(one.text()));
    return whole.toString().getBytes(StandardCharsets.UTF_8);
  }
}
