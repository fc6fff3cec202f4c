// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.archive;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.regex.Pattern;
import org.ooni.backend.measurement.MeasurementUid;
import org.ooni.backend.place.CountryCode;

/**
 * The measurements of one hour, country and nettest: they go to the same cans (fastpath 7.3).
 *
 * @param hour in which they were received, UTC: {@code yyyyMMddHH}
 * @param country as in their uids
 * @param nettest as in their uids, without underscores
 */
public record HourGroup(String hour, CountryCode country, String nettest) {

  private static final Pattern HOUR = Pattern.compile("[0-9]{10}");
  private static final Pattern NETTEST = Pattern.compile("[a-z0-9]{2,30}");
  private static final DateTimeFormatter FORMAT = DateTimeFormatter.ofPattern("yyyyMMddHH");
  private static final String SEPARATOR = "_";

  /**
   * Checks the form.
   *
   * @throws IllegalArgumentException when a part cannot be one of a uid
   */
  public HourGroup {
    if (!HOUR.matcher(hour).matches() || !NETTEST.matcher(nettest).matches()) {
      throw new IllegalArgumentException("no group of measurements");
    }
  }

  /** The group of these parts; nothing when they cannot be parts of a uid. */
  static Optional<HourGroup> of(String hour, String country, String nettest) {
    boolean good =
        HOUR.matcher(hour).matches()
            && CountryCode.isCode(country)
            && NETTEST.matcher(nettest).matches();
    return good
        ? Optional.of(new HourGroup(hour, new CountryCode(country), nettest))
        : Optional.empty();
  }

  /** The group of a measurement; nothing when its id is not one that is given out here. */
  static Optional<HourGroup> of(MeasurementUid uid) {
    if (!MeasurementUid.isMinted(uid.text())) {
      return Optional.empty();
    }
    String[] parts = uid.text().split(SEPARATOR);
    return of(uid.text().substring(0, 10), parts[1], parts[2]);
  }

  /** The hour in which a moment lies. */
  public static String hourOf(Instant instant) {
    return FORMAT.format(instant.atOffset(ZoneOffset.UTC));
  }

  /** When an hour began. */
  public static Instant startOf(String hour) {
    return LocalDateTime.parse(hour + "00", DateTimeFormatter.ofPattern("yyyyMMddHHmm"))
        .toInstant(ZoneOffset.UTC);
  }

  /** How files and folders of the group begin. */
  String folder() {
    return String.join(SEPARATOR, hour, country.code(), nettest);
  }
}
