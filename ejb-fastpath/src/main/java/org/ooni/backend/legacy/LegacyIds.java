// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.legacy;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.UUID;
import org.ooni.backend.json.Json;
import org.ooni.backend.json.JsonObject;

/** Ids for reports and entries that were written without one, made from what is in them. */
final class LegacyIds {

  private static final String LETTERS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
  private static final int REPORT_LETTERS = 50;
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'_").withZone(ZoneOffset.UTC);

  private LegacyIds() {}

  static String report(Instant start, JsonObject header) {
    String identity =
        text(header, "probe_cc", "ZZ")
            + text(header, "probe_asn", "AS0")
            + text(header, "test_name", "invalid")
            + text(header, "software_version", "0.0.0")
            + text(header, "probe_city", "None");
    StringBuilder id = new StringBuilder(TIME.format(start));
    byte[] hash = hash("SHA-512", identity.getBytes(StandardCharsets.UTF_8));
    for (int i = 0; i < REPORT_LETTERS; i++) {
      id.append(LETTERS.charAt((hash[i] & 0xFF) % LETTERS.length()));
    }
    return id.toString();
  }

  static String entry(byte[] header, byte[] entry) {
    ByteBuffer both = ByteBuffer.allocate(header.length + entry.length).put(header).put(entry);
    ByteBuffer hash = ByteBuffer.wrap(hash("SHA-1", both.array()));
    return new UUID(hash.getLong(), hash.getLong()).toString();
  }

  private static String text(JsonObject header, String name, String otherwise) {
    Json value = header.member(name);
    if (value.isMissing()) {
      return otherwise;
    }
    return value.isNothing() ? "" : EscapedBytes.dropped(value.text());
  }

  private static byte[] hash(String algorithm, byte[] bytes) {
    try {
      return MessageDigest.getInstance(algorithm).digest(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has " + algorithm, e);
    }
  }
}
