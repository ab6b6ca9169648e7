package org.truceline.record.note;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import org.truceline.terms.Because;

/**
 * A checkpoint whose record's own signature is valid, with the cosignatures that are. Only {@link
 * #verify} makes one: a proof, its checkpoint's signature and its origin are one question with one
 * answer.
 */
public final class SignedCheckpoint {
  private final Note note;
  private final Checkpoint checkpoint;
  private final List<Cosignature> cosignatures;
  private final Note verified;

  private SignedCheckpoint(
      Note note, Checkpoint checkpoint, List<Cosignature> cosignatures, List<SignatureLine> good) {
    this.note = note;
    this.verified = new Note(note.text(), good);
    this.checkpoint = checkpoint;
    this.cosignatures = List.copyOf(cosignatures);
  }

  /** What is found when a checkpoint is verified. */
  public sealed interface Verified {}

  /** It is signed by its record. */
  public record Good(SignedCheckpoint checkpoint) implements Verified {}

  /** It is not to be believed. */
  public record Bad(Because because) implements Verified {}

  /**
   * Verifies a checkpoint by the keys of a record and of cosigners. Signatures by other keys are
   * passed over; one by a known key that fails makes the whole bad.
   */
  public static Verified verify(byte[] bytes, VerifierKey log, Collection<VerifierKey> cosigners) {
    return switch (Note.read(bytes)) {
      case Note.Unreadable(var because) -> new Bad(because);
      case Note.Read(var note) -> verify(note, log, cosigners);
    };
  }

  /** Verifies a note as a checkpoint. */
  public static Verified verify(Note note, VerifierKey log, Collection<VerifierKey> cosigners) {
    Checkpoint checkpoint = Checkpoint.parse(note.text()).orElse(null);
    if (checkpoint == null) {
      return bad("record.checkpoint.form");
    }
    if (log.kind() != KeyKind.LOG || !checkpoint.origin().equals(log.name())) {
      return bad(
          "record.checkpoint.origin", Because.text(checkpoint.origin()), Because.text(log.name()));
    }
    byte[] text = note.text().getBytes(StandardCharsets.UTF_8);
    boolean signed = false;
    List<Cosignature> cosignatures = new ArrayList<>();
    List<SignatureLine> good = new ArrayList<>();
    for (SignatureLine line : note.signatures()) {
      if (log.claims(line)) {
        if (!log.valid(text, line.bytes())) {
          return bad("record.checkpoint.signature", Because.text(line.name()));
        }
        signed = true;
        good.add(line);
      }
      for (VerifierKey cosigner : cosigners) {
        if (cosigner.kind() != KeyKind.LOG && cosigner.claims(line)) {
          byte[] timed = line.bytes();
          long seconds =
              timed.length == cosigner.kind().signatureBytes()
                  ? ByteBuffer.wrap(timed).getLong()
                  : -1;
          if (seconds < 0
              || !cosigner.valid(
                  Cosignature.message(cosigner, checkpoint, seconds),
                  Arrays.copyOfRange(timed, Long.BYTES, timed.length))) {
            return bad("record.checkpoint.signature", Because.text(line.name()));
          }
          cosignatures.add(new Cosignature(cosigner, seconds));
          good.add(line);
        }
      }
    }
    return signed
        ? new Good(new SignedCheckpoint(note, checkpoint, cosignatures, good))
        : bad("record.checkpoint.unsigned", Because.text(log.name()));
  }

  private static Bad bad(String message, Because.Value... values) {
    return new Bad(Because.of(message, values));
  }

  /** The checkpoint as a signed note, with every signature that stood below it. */
  public Note note() {
    return note;
  }

  /** The checkpoint as a note with the signatures that were verified, and no others. */
  public Note verified() {
    return verified;
  }

  /** What is signed. */
  public Checkpoint checkpoint() {
    return checkpoint;
  }

  /** The valid cosignatures of the cosigners that were asked for. */
  public List<Cosignature> cosignatures() {
    return cosignatures;
  }
}
