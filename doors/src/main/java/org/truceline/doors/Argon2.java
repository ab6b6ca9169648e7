package org.truceline.doors;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.util.Base64;
import java.util.concurrent.atomic.AtomicLong;
import java.util.random.RandomGenerator;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

/** Hashes passphrases with Argon2id (RFC 9106), and counts how often. */
public final class Argon2 {
  private static final int SALT_BYTES = 16;
  private static final int HASH_BYTES = 32;

  private final Strength strength;
  private final RandomGenerator chance;
  private final Passphrase decoy;
  private final AtomicLong evaluations = new AtomicLong();

  /**
   * With what strength new hashes are made.
   *
   * @param chance where salts are drawn from
   */
  public Argon2(Strength strength, RandomGenerator chance) {
    this.strength = strength;
    this.chance = chance;
    this.decoy = hash(Secret.draw(chance).text());
  }

  /** What is kept of a passphrase. */
  Passphrase hash(String typed) {
    byte[] salt = new byte[SALT_BYTES];
    chance.nextBytes(salt);
    byte[] hash = evaluate(strength, salt, typed);
    return new Passphrase(
        "$argon2id$v=19$m=%d,t=%d,p=%d$%s$%s"
            .formatted(
                strength.memoryKib(), strength.rounds(), strength.lanes(), text(salt), text(hash)));
  }

  /** Whether this is the passphrase. Where none is set it does the same work and says no. */
  boolean matches(Passphrase kept, String typed) {
    Passphrase against = kept.set() ? kept : decoy;
    byte[] hash = evaluate(against.strength(), Base64.getDecoder().decode(against.salt()), typed);
    boolean same = MessageDigest.isEqual(hash, Base64.getDecoder().decode(against.hash()));
    return kept.set() && same;
  }

  /** Whether a hash was made with less work than is asked today. */
  boolean isOutdated(Passphrase kept) {
    return !kept.strength().equals(strength);
  }

  /** How many hashes were computed until now. */
  public long evaluations() {
    return evaluations.get();
  }

  private byte[] evaluate(Strength strength, byte[] salt, String typed) {
    evaluations.incrementAndGet();
    Argon2BytesGenerator generator = new Argon2BytesGenerator();
    generator.init(
        new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
            .withVersion(Argon2Parameters.ARGON2_VERSION_13)
            .withMemoryAsKB(strength.memoryKib())
            .withIterations(strength.rounds())
            .withParallelism(strength.lanes())
            .withSalt(salt)
            .build());
    byte[] hash = new byte[HASH_BYTES];
    generator.generateBytes(Passphrase.normal(typed).getBytes(UTF_8), hash);
    return hash;
  }

  private static String text(byte[] bytes) {
    return Base64.getEncoder().withoutPadding().encodeToString(bytes);
  }
}
