// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.clientaddress;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Turns an address into a short name that means nothing without the key: eight bytes of an
 * HMAC-SHA256, as hexadecimal digits. Of an IPv6 address only the first 64 bits count, because one
 * customer holds all addresses that begin with them.
 */
@ApplicationScoped
public class AddressHash {

  private static final String ALGORITHM = "HmacSHA256";
  private static final byte[] PURPOSE = "client address".getBytes(StandardCharsets.US_ASCII);
  private static final int NETWORK_BYTES = 8;
  private static final int HASH_BYTES = 8;

  @Inject
  @ConfigProperty(name = "ACCOUNT_ID_HASHING_KEY")
  Optional<String> configured;

  private SecretKeySpec key;

  /** For the container. */
  protected AddressHash() {}

  /** With a key of the caller's. */
  public AddressHash(String key) {
    configured = Optional.of(key);
    configure();
  }

  @PostConstruct
  void configure() {
    key = new SecretKeySpec(configured.orElseThrow().getBytes(StandardCharsets.UTF_8), ALGORITHM);
  }

  /** Sixteen hexadecimal digits. */
  public String of(InetAddress address) {
    byte[] bytes = address.getAddress();
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      mac.update(PURPOSE);
      byte[] digest = mac.doFinal(Arrays.copyOf(bytes, Math.min(bytes.length, NETWORK_BYTES)));
      return HexFormat.of().formatHex(digest, 0, HASH_BYTES);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has " + ALGORITHM, e);
    }
  }
}
