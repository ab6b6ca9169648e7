package org.truceline.doors;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.yubico.webauthn.AssertionRequest;
import com.yubico.webauthn.AssertionResult;
import com.yubico.webauthn.FinishAssertionOptions;
import com.yubico.webauthn.FinishRegistrationOptions;
import com.yubico.webauthn.RegistrationResult;
import com.yubico.webauthn.RelyingParty;
import com.yubico.webauthn.StartAssertionOptions;
import com.yubico.webauthn.StartRegistrationOptions;
import com.yubico.webauthn.data.AuthenticatorSelectionCriteria;
import com.yubico.webauthn.data.ByteArray;
import com.yubico.webauthn.data.PublicKeyCredential;
import com.yubico.webauthn.data.PublicKeyCredentialCreationOptions;
import com.yubico.webauthn.data.RelyingPartyIdentity;
import com.yubico.webauthn.data.ResidentKeyRequirement;
import com.yubico.webauthn.data.UserIdentity;
import com.yubico.webauthn.data.UserVerificationRequirement;
import com.yubico.webauthn.data.exception.Base64UrlException;
import com.yubico.webauthn.exception.AssertionFailedException;
import com.yubico.webauthn.exception.RegistrationFailedException;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.truceline.terms.Because;

/**
 * Passkeys (WebAuthn level 2): a browser asks for a question, the device answers it, and the answer
 * is checked here. The device itself must have known its owner, by finger, face or PIN.
 */
public final class Passkeys {
  /** How long a question waits for its answer. */
  static final Duration LASTS = Duration.ofMinutes(5);

  /** Questions that wait at once; the eldest goes when there are more. */
  static final int MOST_QUESTIONS = 1_000;

  /** A browser's answer is below 2 KiB; with an attestation it may be some more. */
  static final int MOST_ANSWER_CHARACTERS = 65_536;

  private final DoorSettings settings;
  private final People people;
  private final Entering entering;
  private final RandomGenerator chance;
  private final Map<Digest, Asked> questions =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Digest, Asked> eldest) {
          return size() > MOST_QUESTIONS;
        }
      };

  /** A question that waits for its answer. */
  private sealed interface Asked {
    Instant until();

    record ToAdd(AccountName who, PublicKeyCredentialCreationOptions options, Instant until)
        implements Asked {}

    record ToEnter(AssertionRequest request, Instant until) implements Asked {}
  }

  /** What became of starting. */
  public sealed interface Started {
    /**
     * The question to put to the device.
     *
     * @param id comes back with the answer
     * @param json what the browser's script gives to {@code navigator.credentials}
     */
    record Question(String id, String json) implements Started {}

    /** Passkeys cannot be used here. */
    record NotHere(Because why) implements Started {}
  }

  Passkeys(DoorSettings settings, People people, Entering entering, RandomGenerator chance) {
    this.settings = settings;
    this.people = people;
    this.entering = entering;
    this.chance = chance;
  }

  /** Starts adding a passkey to the account of whoever asks. */
  public Started startAdding(AccountName who, Instant now) {
    Optional<RelyingParty> party = party(now);
    Optional<Account> account = people.now(now).find(who);
    if (party.isEmpty() || account.isEmpty()) {
      return notHere();
    }
    PublicKeyCredentialCreationOptions options =
        party
            .get()
            .startRegistration(
                StartRegistrationOptions.builder()
                    .user(user(account.get()))
                    .authenticatorSelection(
                        AuthenticatorSelectionCriteria.builder()
                            .residentKey(ResidentKeyRequirement.REQUIRED)
                            .userVerification(UserVerificationRequirement.REQUIRED)
                            .build())
                    .timeout(LASTS.toMillis())
                    .build())
            .toBuilder()
            .challenge(challenge())
            .build();
    try {
      return ask(new Asked.ToAdd(who, options, now.plus(LASTS)), options.toCredentialsCreateJson());
    } catch (JsonProcessingException never) {
      throw new IllegalStateException("our own question cannot be written", never);
    }
  }

  /** Adds the passkey that answers a question; why not, if it does not. */
  public Optional<Because> finishAdding(
      AccountName who, String questionId, String label, String answer, Instant now) {
    Optional<RelyingParty> party = party(now);
    Optional<Asked> asked = take(questionId, now);
    if (party.isEmpty()
        || asked.isEmpty()
        || !(asked.get() instanceof Asked.ToAdd add)
        || !add.who().equals(who)) {
      return Optional.of(Because.of("doors.passkey-no-question"));
    }
    if (label.isBlank() || label.length() > 64 || label.chars().anyMatch(Character::isISOControl)) {
      return Optional.of(Because.of("doors.label"));
    }
    RegistrationResult result;
    try {
      result =
          party
              .get()
              .finishRegistration(
                  FinishRegistrationOptions.builder()
                      .request(add.options())
                      .response(PublicKeyCredential.parseRegistrationResponseJson(limited(answer)))
                      .build());
    } catch (IOException | RegistrationFailedException | RuntimeException wrong) {
      // The library throws whatever it meets in bytes of others; none of it is a fault of ours.
      return Optional.of(Because.of("doors.passkey-wrong"));
    }
    Passkey passkey =
        new Passkey(
            result.getKeyId().getId().getBase64Url(),
            result.getPublicKeyCose().getBase64Url(),
            result.getSignatureCount(),
            label.strip(),
            now);
    return people.change(before -> before.addPasskey(who, passkey, who.text(), now));
  }

  private static String limited(String answer) throws IOException {
    if (answer.length() > MOST_ANSWER_CHARACTERS) {
      throw new IOException(answer.length() + " characters");
    }
    return answer;
  }

  /** Starts letting somebody in; who it is, the device says. */
  public Started startEntering(Instant now) {
    Optional<RelyingParty> party = party(now);
    if (party.isEmpty()) {
      return notHere();
    }
    AssertionRequest drawn =
        party
            .get()
            .startAssertion(
                StartAssertionOptions.builder()
                    .userVerification(UserVerificationRequirement.REQUIRED)
                    .timeout(LASTS.toMillis())
                    .build());
    AssertionRequest request =
        drawn.toBuilder()
            .publicKeyCredentialRequestOptions(
                drawn.getPublicKeyCredentialRequestOptions().toBuilder()
                    .challenge(challenge())
                    .build())
            .build();
    try {
      return ask(new Asked.ToEnter(request, now.plus(LASTS)), request.toCredentialsGetJson());
    } catch (JsonProcessingException never) {
      throw new IllegalStateException("our own question cannot be written", never);
    }
  }

  /** Lets in whoever answers a question. */
  public LogIn finishEntering(String questionId, String answer, Request asked, Instant now) {
    Address address = Address.of(asked.address());
    Optional<RelyingParty> party = party(now);
    Optional<Asked> question = take(questionId, now);
    if (party.isEmpty() || question.isEmpty() || !(question.get() instanceof Asked.ToEnter enter)) {
      return entering.refused("", Because.of("doors.passkey-no-question"), address, now);
    }
    AssertionResult result;
    try {
      result =
          party
              .get()
              .finishAssertion(
                  FinishAssertionOptions.builder()
                      .request(enter.request())
                      .response(PublicKeyCredential.parseAssertionResponseJson(limited(answer)))
                      .build());
    } catch (IOException | AssertionFailedException | RuntimeException wrong) {
      return entering.refused("", Because.of("doors.passkey-wrong"), address, now);
    }
    Optional<Account> account =
        people.now(now).findByHandle(result.getCredential().getUserHandle().getBase64Url());
    if (!result.isSuccess() || account.filter(Account::canComeIn).isEmpty()) {
      String whose = account.map(one -> one.name().text()).orElse("");
      return entering.refused(whose, Because.of("doors.passkey-wrong"), address, now);
    }
    String id = result.getCredential().getCredentialId().getBase64Url();
    account.get().passkeys().stream()
        .filter(one -> one.id().equals(id))
        .map(one -> one.used(result.getSignatureCount()))
        .filter(one -> !account.get().passkeys().contains(one))
        .forEach(one -> people.change(before -> before.passkeyUsed(account.get().name(), one)));
    return entering.enter(account.get(), DoorEvent.Means.PASSKEY, address, now);
  }

  /** Forgets questions that were not answered in time. */
  synchronized void settle(Instant now) {
    questions.values().removeIf(one -> !now.isBefore(one.until()));
  }

  synchronized int count() {
    return questions.size();
  }

  private synchronized Started ask(Asked question, String json) {
    Secret id = Secret.draw(chance);
    questions.put(id.digest(), question);
    return new Started.Question(id.text(), json);
  }

  /** A question is answered once. */
  private synchronized Optional<Asked> take(String id, Instant now) {
    return Secret.find(id)
        .flatMap(secret -> Optional.ofNullable(questions.remove(secret.digest())))
        .filter(one -> now.isBefore(one.until()));
  }

  private static Started notHere() {
    return new Started.NotHere(Because.of("doors.passkey-needs-a-name"));
  }

  private ByteArray challenge() {
    byte[] bytes = new byte[32];
    chance.nextBytes(bytes);
    return new ByteArray(bytes);
  }

  private static UserIdentity user(Account account) {
    return UserIdentity.builder()
        .name(account.name().text())
        .displayName(account.name().text())
        .id(bytes(account.handle()))
        .build();
  }

  static ByteArray bytes(String base64Url) {
    try {
      return ByteArray.fromBase64Url(base64Url);
    } catch (Base64UrlException never) {
      throw new IllegalArgumentException("not base64url", never);
    }
  }

  private Optional<RelyingParty> party(Instant now) {
    return settings
        .findPasskeyHost()
        .map(host ->
            RelyingParty.builder()
                .identity(RelyingPartyIdentity.builder().id(host).name("Truceline").build())
                .credentialRepository(new KnownPasskeys(people.now(now)))
                .origins(settings.origins())
                .validateSignatureCounter(true)
                .clock(Clock.fixed(now, ZoneOffset.UTC))
                .build());
  }
}
