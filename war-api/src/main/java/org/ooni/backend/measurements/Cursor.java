// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.measurements;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32;
import org.ooni.backend.problem.BadRequest;

/**
 * The place in a list behind which a page begins: that of one measurement. What is added to or
 * taken from the list elsewhere does not move it. Written {@code time_uid_checksum}, the time
 * {@code none} for a measurement without one, the checksum that of the place and the list.
 *
 * @param time start of the measurement
 * @param uid its id
 */
record Cursor(Optional<Instant> time, String uid) {

  private static final String NO_TIME = "none";
  private static final int LONGEST = 300;
  private static final Pattern FORM = Pattern.compile("([^_]+)_(.+)_([0-9a-f]{8})");

  /** What the database can hold. */
  private static final Instant FIRST = Instant.parse("-4000-01-01T00:00:00Z");

  private static final Instant LAST = Instant.parse("+200000-01-01T00:00:00Z");

  /**
   * Reads one.
   *
   * @param list what is the same on all pages of the list it is used for
   * @throws BadRequest when it is none, was changed, or is one of another list
   */
  static Cursor parse(String text, String list) {
    Matcher parts = FORM.matcher(text);
    if (text.length() > LONGEST || !parts.matches()) {
      throw refusal();
    }
    try {
      Cursor cursor = new Cursor(time(parts.group(1)), parts.group(2));
      if (cursor.text(list).equals(text)) {
        return cursor;
      }
    } catch (DateTimeException e) {
      throw refusal();
    }
    throw refusal();
  }

  /** As it is written for a list. */
  String text(String list) {
    return sealed(time.map(Instant::toString).orElse(NO_TIME) + "_" + uid, list);
  }

  /** A place with its checksum: eight hexadecimal digits. */
  static String sealed(String place, String list) {
    CRC32 sum = new CRC32();
    sum.update((place + "\n" + list).getBytes(StandardCharsets.UTF_8));
    return "%s_%08x".formatted(place, sum.getValue());
  }

  private static Optional<Instant> time(String text) {
    if (text.equals(NO_TIME)) {
      return Optional.empty();
    }
    Instant time = Instant.parse(text);
    if (time.isBefore(FIRST) || time.isAfter(LAST)) {
      throw refusal();
    }
    return Optional.of(time);
  }

  private static BadRequest refusal() {
    return new BadRequest(
        "cursor: is not one that this list has given; take next_url as it is, or leave it out");
  }
}
