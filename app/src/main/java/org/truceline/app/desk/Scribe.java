package org.truceline.app.desk;

import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;
import org.truceline.record.Entry;
import org.truceline.record.tree.StrictBase64;

/**
 * Words what happens at the desk as entries. Time is given and chance is drawn from what it was
 * made with, so that a replay writes the same.
 */
final class Scribe {
  /** Who writes what follows from other entries by rule. */
  static final String DESK = "desk";

  /** Who writes what happens at the door. */
  static final String DOOR = "door";

  /** Subject of a block of reports. */
  static final String REPORTS = "reports";

  /** Subject of what follows from one. */
  static final String JUDGEMENTS = "judgements";

  /** Subject of tracks that have fallen silent. */
  static final String SILENCE = "silence";

  /** Subject of an attention sound that somebody silenced. */
  static final String SOUND_SILENCED = "sound-silenced";

  /** Subject of a desk that begins its work. */
  static final String DESK_OPENED = "desk-opened";

  private final Supplier<byte[]> salts;

  /**
   * @param salts gives {@link Entry#SALT_BYTES} bytes of chance each time
   */
  Scribe(Supplier<byte[]> salts) {
    this.salts = salts;
  }

  /** Bytes of chance for a body that lies outside. */
  byte[] salt() {
    return salts.get();
  }

  /** A block of reports that came. */
  Entry reports(long index, Block block, Entry.Outside body, Instant now) {
    Instant known =
        block.lines().stream().map(Block.Line::received).min(Instant::compareTo).orElse(now);
    return entry(index, new Entry.Observed(), REPORTS, DESK, known, now, List.of(), body);
  }

  /** What follows from an earlier entry by the desk's rules. */
  Entry assessed(long index, String subject, long about, Entry.Body body, Instant now) {
    return entry(
        index,
        new Entry.Assessed(),
        subject,
        DESK,
        now,
        now,
        about < 0 ? List.of() : List.of(new Entry.Link("about", about)),
        body);
  }

  /** What somebody did. */
  Entry done(long index, String subject, String by, Entry.Body body, Instant now) {
    return entry(index, new Entry.Done(), subject, by, now, now, List.of(), body);
  }

  private Entry entry(
      long index,
      Entry.Kind kind,
      String subject,
      String author,
      Instant known,
      Instant now,
      List<Entry.Link> links,
      Entry.Body body) {
    return new Entry(
        DESK + "/" + index,
        kind,
        subject,
        author,
        known,
        now,
        links,
        StrictBase64.encode(salts.get()),
        body);
  }
}
