// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.scoring;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.Optional;
import java.util.regex.Pattern;

/** When a measurement was received, as its id says. Ids from before 2020-10 do not. */
final class ReceiveTime {

  private static final Pattern START = Pattern.compile("20\\d{12}\\.\\d{6}_.*", Pattern.DOTALL);
  private static final int LENGTH = 21;
  private static final DateTimeFormatter FORM =
      DateTimeFormatter.ofPattern("uuuuMMddHHmmss.SSSSSS").withResolverStyle(ResolverStyle.STRICT);

  private ReceiveTime() {}

  /** The time; empty when the id has none. */
  static Optional<Instant> of(String measurementUid) {
    if (!START.matcher(measurementUid).matches()) {
      return Optional.empty();
    }
    try {
      LocalDateTime time = LocalDateTime.parse(measurementUid.substring(0, LENGTH), FORM);
      return Optional.of(time.toInstant(ZoneOffset.UTC));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
