// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.session;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Startup;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import org.bouncycastle.crypto.digests.Blake2bDigest;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.ooni.backend.problem.Unavailable;

/**
 * Turns an e-mail address into the name of its account: BLAKE2b of the address in lower case, with
 * the key {@code ACCOUNT_ID_HASHING_KEY} and 16 bytes long (probe services 2.3). Without the key
 * nobody can tell the address, or whether a known address has an account.
 */
@ApplicationScoped
public class AccountIds {

  private static final Duration RETRY_AFTER = Duration.ofMinutes(5);
  private static final String SETTING = "ACCOUNT_ID_HASHING_KEY";
  private static final int DIGEST_BYTES = 16;
  private static final int MOST_KEY_BYTES = 64;

  @Inject
  @ConfigProperty(name = SETTING)
  Optional<String> key;

  /** For the container. */
  protected AccountIds() {}

  /** With a key of the caller's, or none. */
  public AccountIds(Optional<String> key) {
    this.key = key;
    configure();
  }

  @PostConstruct
  void configure() {
    key.map(text -> text.getBytes(StandardCharsets.UTF_8).length)
        .filter(length -> length > MOST_KEY_BYTES)
        .ifPresent(
            length -> {
              throw new IllegalArgumentException(SETTING + " is too long: BLAKE2b takes 64 bytes");
            });
  }

  /** A key that cannot be used stops the start. */
  void start(@Observes Startup event) {}

  /**
   * The account of this address.
   *
   * @throws Unavailable when there is no key
   */
  public AccountId of(String email) {
    return key.map(text -> hash(text, email))
        .orElseThrow(() -> new Unavailable(RETRY_AFTER, "Logins are not configured here"));
  }

  /**
   * The account under which roles and expiries of who is logged in are kept: that of the address,
   * as long as there are one and a key.
   *
   * @param claimed what the token says; the tokens of another backend may have other names
   * @param email address of the token, or empty
   */
  public AccountId ofRecord(AccountId claimed, String email) {
    return email.isEmpty() ? claimed : key.map(text -> hash(text, email)).orElse(claimed);
  }

  private static AccountId hash(String key, String email) {
    byte[] address = email.toLowerCase(Locale.ROOT).getBytes(StandardCharsets.UTF_8);
    Blake2bDigest digest =
        new Blake2bDigest(key.getBytes(StandardCharsets.UTF_8), DIGEST_BYTES, null, null);
    digest.update(address, 0, address.length);
    byte[] hash = new byte[DIGEST_BYTES];
    digest.doFinal(hash, 0);
    return new AccountId(HexFormat.of().formatHex(hash));
  }
}
