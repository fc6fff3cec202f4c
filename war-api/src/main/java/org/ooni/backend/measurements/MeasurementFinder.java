// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.measurements;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.PersistenceException;
import jakarta.persistence.TypedQuery;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.function.Supplier;
import org.ooni.backend.database.ReadDatabase;
import org.ooni.backend.measurement.Measurement;
import org.ooni.backend.measurement.MeasurementAliases;
import org.ooni.backend.measurement.MeasurementUid;

/** Finds the row of one measurement, be it one that is shown or not. */
@ApplicationScoped
class MeasurementFinder {

  private static final DateTimeFormatter UID_TIME = DateTimeFormatter.ofPattern("uuuuMMddHHmmss");
  private static final int UID_TIME_LENGTH = 14;
  // results come in late, sometimes by months, and clocks of probes are a little fast
  private static final Duration LATEST_SUBMISSION = Duration.ofDays(366);
  private static final Duration FAST_CLOCK = Duration.ofHours(2);

  private static final String BY_UID =
      """
      select m from Measurement m
      where m.measurementUid = :uid
      """;

  private static final String BY_UID_AND_TIME =
      """
      select m from Measurement m
      where m.measurementUid = :uid and m.measurementStartTime between :from and :to
      """;

  private static final String BY_REPORT =
      """
      select m from Measurement m
      where function('left', m.reportId, 255) = :report and m.reportId = :report
        and m.input = :input
      order by m.measurementStartTime, m.measurementUid
      """;

  private static final String CATEGORY =
      """
      select category_code
      from citizenlab
      where url = ?
      order by cc <> 'ZZ', cc, category_code
      limit 1
      """;

  @PersistenceContext(unitName = "ooni")
  EntityManager entities;

  @Inject ReadDatabase database;
  @Inject MeasurementAliases aliases;

  /** By its id, or by a second id that was given out for it. */
  Optional<Measurement> find(MeasurementUid given) {
    MeasurementUid uid = aliases.resolve(given);
    Optional<Instant> submitted = timeOf(uid);
    Optional<Measurement> near = submitted.flatMap(time -> findNear(uid, time));
    return near.isPresent() ? near : findAnywhere(uid);
  }

  /**
   * By its run and its input, the empty text for one without input; the first when several.
   *
   * @param reportId of up to 255 characters, which the index has
   */
  Optional<Measurement> find(String reportId, String input) {
    return first(
        () ->
            entities
                .createQuery(BY_REPORT, Measurement.class)
                .setParameter("report", reportId)
                .setParameter("input", input));
  }

  /** The category of an input in the test lists, the global list first; else the empty text. */
  String category(String input) {
    return database.ask(
        CATEGORY,
        statement -> {
          statement.setString(1, input);
          try (ResultSet rows = statement.executeQuery()) {
            return rows.next() ? rows.getString(1) : "";
          }
        });
  }

  private Optional<Measurement> findNear(MeasurementUid uid, Instant submitted) {
    return first(
        () ->
            entities
                .createQuery(BY_UID_AND_TIME, Measurement.class)
                .setParameter("uid", uid.text())
                .setParameter("from", submitted.minus(LATEST_SUBMISSION))
                .setParameter("to", submitted.plus(FAST_CLOCK)));
  }

  private Optional<Measurement> findAnywhere(MeasurementUid uid) {
    return first(
        () -> entities.createQuery(BY_UID, Measurement.class).setParameter("uid", uid.text()));
  }

  /** The receive time that the id carries; it saves looking through all months. */
  private static Optional<Instant> timeOf(MeasurementUid uid) {
    if (!MeasurementUid.isMinted(uid.text())) {
      return Optional.empty();
    }
    try {
      String digits = uid.text().substring(0, UID_TIME_LENGTH);
      return Optional.of(LocalDateTime.parse(digits, UID_TIME).toInstant(ZoneOffset.UTC));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  private static Optional<Measurement> first(Supplier<TypedQuery<Measurement>> query) {
    try {
      return query.get().setMaxResults(1).getResultStream().findFirst();
    } catch (PersistenceException e) {
      for (Throwable cause = e; cause != null; cause = cause.getCause()) {
        if (cause instanceof SQLException sql) {
          throw ReadDatabase.meaningOf(sql);
        }
      }
      throw e;
    }
  }
}
