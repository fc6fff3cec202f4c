// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.measurement;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Public key of a measurement, in every table, object and address. Those made here read {@code
 * yyyyMMddHHmmss.SSSSSS_CC_nettest_hash}: receive time (UTC, microseconds), country, nettest
 * without underscores, first 16 hexadecimal digits of the SHA-512 of the stored bytes. Rows from
 * before 2020-10 carry shorter ids, which are accepted for reading.
 *
 * @param text the id as it is shown
 */
public record MeasurementUid(String text) {

  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuuMMddHHmmss");
  private static final int TIME_LENGTH = 14;
  private static final int SHORTEST = 10;
  private static final int LONGEST = 100;
  private static final Pattern MINTED =
      Pattern.compile("\\d{14}\\.\\d{6}_[A-Z]{2}_[a-z0-9]{2,30}_[0-9a-f]{16}");

  /**
   * Checks the form.
   *
   * @throws IllegalArgumentException when it cannot be a measurement's id
   */
  public MeasurementUid {
    if (!isReadable(text)) {
      throw new IllegalArgumentException("not a measurement_uid");
    }
  }

  /** Whether the text has the form of the ids that this backend gives out. */
  public static boolean isMinted(String text) {
    return MINTED.matcher(text).matches();
  }

  /** When it was received, to the second; empty for ids that do not tell. */
  public Optional<Instant> receiveTime() {
    if (!isMinted(text)) {
      return Optional.empty();
    }
    try {
      String digits = text.substring(0, TIME_LENGTH);
      return Optional.of(LocalDateTime.parse(digits, TIME).toInstant(ZoneOffset.UTC));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  /** By hand, because ids are made for every measurement several times. */
  private static boolean isReadable(String text) {
    if (text.length() < SHORTEST || text.length() > LONGEST) {
      return false;
    }
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean letterOrDigit = c >= '0' && c <= '9' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
      if (!letterOrDigit && c != '.' && c != '_' && c != '-') {
        return false;
      }
    }
    return true;
  }

  @Override
  public String toString() {
    return text;
  }
}
