package org.truceline.record.note;

import java.util.Optional;
import java.util.regex.Pattern;
import org.truceline.record.tree.Hash;

/**
 * The head of a record (C2SP tlog-checkpoint): how many entries it has, and the root over them.
 * Lines beyond these three are refused: no one who checks a record would look at them.
 *
 * @param origin which record, a {@link KeyName}
 * @param size number of entries
 * @param root root of the tree over them
 */
public record Checkpoint(String origin, long size, Hash root) {
  private static final Pattern SIZE = Pattern.compile("0|[1-9][0-9]{0,18}");

  public Checkpoint {
    if (!KeyName.allowed(origin) || size < 0) {
      throw new IllegalArgumentException("a checkpoint of " + origin + " at " + size);
    }
  }

  /** The text that is signed. */
  public String text() {
    return origin + "\n" + size + "\n" + root.base64() + "\n";
  }

  /** Reads the text of a note as a checkpoint, or nothing where it is none. */
  public static Optional<Checkpoint> parse(String text) {
    String[] lines = text.split("\n", -1);
    if (lines.length != 4
        || !lines[3].isEmpty()
        || !KeyName.allowed(lines[0])
        || !SIZE.matcher(lines[1]).matches()) {
      return Optional.empty();
    }
    try {
      long size = Long.parseLong(lines[1]);
      return Hash.fromBase64(lines[2]).map(root -> new Checkpoint(lines[0], size, root));
    } catch (NumberFormatException beyond) {
      return Optional.empty();
    }
  }

  /** The checkpoint as a note signed by its record's key. */
  public Note sign(SigningKey key) {
    return new Note(text(), java.util.List.of(key.sign(text())));
  }
}
