// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.fingerprint;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/**
 * A set of fingerprints that never changes, ready to be matched. Matches come in the order in which
 * the fingerprints were given.
 */
public final class FingerprintSnapshot {

  /** Without any fingerprint nothing is confirmed. */
  public static final FingerprintSnapshot EMPTY = new FingerprintSnapshot(List.of(), List.of());

  private static final int ID_BYTES = 8;

  private final String id;
  private final DnsAnswers dns;
  private final HeaderRules headers;
  private final BodyRules bodies;
  private final int size;

  /** A set of these, in the order of their tables. */
  public FingerprintSnapshot(List<Fingerprint> dns, List<Fingerprint> http) {
    this.id = hash(dns, http);
    this.dns = new DnsAnswers(dns);
    this.headers = new HeaderRules(http.stream().filter(Fingerprint::isForHeaders).toList());
    this.bodies = new BodyRules(http.stream().filter(Fingerprint::isForBodies).toList());
    this.size = dns.size() + http.size();
  }

  /** Hash of its content: 16 hexadecimal digits. */
  public String id() {
    return id;
  }

  /** How many fingerprints there are. */
  public int size() {
    return size;
  }

  /** Addresses and names that resolvers answer for what is blocked. */
  public DnsAnswers dns() {
    return dns;
  }

  /** What block pages have in their headers. */
  public HeaderRules headers() {
    return headers;
  }

  /** What block pages have in their bodies. */
  public BodyRules bodies() {
    return bodies;
  }

  private static String hash(List<Fingerprint> dns, List<Fingerprint> http) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      dns.forEach(f -> digest.update(f.toString().getBytes(StandardCharsets.UTF_8)));
      digest.update((byte) 0);
      http.forEach(f -> digest.update(f.toString().getBytes(StandardCharsets.UTF_8)));
      return HexFormat.of().formatHex(digest.digest(), 0, ID_BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
