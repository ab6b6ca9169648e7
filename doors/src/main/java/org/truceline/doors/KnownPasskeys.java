package org.truceline.doors;

import com.yubico.webauthn.CredentialRepository;
import com.yubico.webauthn.RegisteredCredential;
import com.yubico.webauthn.data.ByteArray;
import com.yubico.webauthn.data.PublicKeyCredentialDescriptor;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The passkeys of all accounts, as the library that checks them asks for them. */
final class KnownPasskeys implements CredentialRepository {
  private final Accounts accounts;

  KnownPasskeys(Accounts accounts) {
    this.accounts = accounts;
  }

  @Override
  public Set<PublicKeyCredentialDescriptor> getCredentialIdsForUsername(String name) {
    return AccountName.find(name).flatMap(accounts::find).stream()
        .flatMap(account -> account.passkeys().stream())
        .map(key -> PublicKeyCredentialDescriptor.builder().id(Passkeys.bytes(key.id())).build())
        .collect(Collectors.toSet());
  }

  @Override
  public Optional<ByteArray> getUserHandleForUsername(String name) {
    return AccountName.find(name)
        .flatMap(accounts::find)
        .map(account -> Passkeys.bytes(account.handle()));
  }

  @Override
  public Optional<String> getUsernameForUserHandle(ByteArray handle) {
    return accounts.findByHandle(handle.getBase64Url()).map(account -> account.name().text());
  }

  @Override
  public Optional<RegisteredCredential> lookup(ByteArray id, ByteArray handle) {
    return accounts.findByHandle(handle.getBase64Url()).stream()
        .flatMap(KnownPasskeys::credentials)
        .filter(one -> one.getCredentialId().equals(id))
        .findFirst();
  }

  @Override
  public Set<RegisteredCredential> lookupAll(ByteArray id) {
    return accounts.accounts().stream()
        .flatMap(KnownPasskeys::credentials)
        .filter(one -> one.getCredentialId().equals(id))
        .collect(Collectors.toSet());
  }

  private static Stream<RegisteredCredential> credentials(Account account) {
    return account.passkeys().stream()
        .map(key ->
            RegisteredCredential.builder()
                .credentialId(Passkeys.bytes(key.id()))
                .userHandle(Passkeys.bytes(account.handle()))
                .publicKeyCose(Passkeys.bytes(key.publicKey()))
                .signatureCount(key.signatures())
                .build());
  }
}
