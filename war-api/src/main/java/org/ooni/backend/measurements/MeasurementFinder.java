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
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.ooni.backend.database.ReadDatabase;
import org.ooni.backend.measurement.Measurement;
import org.ooni.backend.measurement.MeasurementAliases;
import org.ooni.backend.measurement.MeasurementUid;
import org.ooni.backend.queries.Conditions;

/** Finds the row of one measurement, be it one that is shown or not. */
@ApplicationScoped
class MeasurementFinder {

  private static final String TIMEOUT_HINT = "jakarta.persistence.query.timeout";

  private static final DateTimeFormatter REPORT_TIME =
      DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'");
  private static final int REPORT_TIME_LENGTH = 16;

  /** Nearly all are submitted within it, and a run takes no longer; three partitions have it. */
  private static final Duration USUAL_DELAY = Duration.ofDays(40);

  private static final Duration FAST_CLOCK = Duration.ofDays(2);

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
      where function('left', m.reportId, 255) = :start and m.reportId = :report
        and m.input = :input
      order by m.measurementStartTime, m.measurementUid
      """;

  private static final String BY_REPORT_AND_TIME =
      """
      select m from Measurement m
      where function('left', m.reportId, 255) = :start and m.reportId = :report
        and m.input = :input and m.measurementStartTime between :from and :to
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
    return uid.receiveTime()
        .flatMap(
            time ->
                first(
                    BY_UID_AND_TIME,
                    Map.of(
                        "uid",
                        uid.text(),
                        "from",
                        time.minus(USUAL_DELAY),
                        "to",
                        time.plus(FAST_CLOCK))))
        .or(() -> first(BY_UID, Map.of("uid", uid.text())));
  }

  /**
   * By its run and its input, the empty text for one without input; the first when several.
   *
   * @param reportId of any length
   */
  Optional<Measurement> find(String reportId, String input) {
    Map<String, Object> values =
        Map.of("start", Conditions.first255(reportId), "report", reportId, "input", input);
    return timeOf(reportId)
        .flatMap(
            time -> {
              Map<String, Object> near = new HashMap<>(values);
              near.put("from", time.minus(FAST_CLOCK));
              near.put("to", time.plus(USUAL_DELAY));
              return first(BY_REPORT_AND_TIME, near);
            })
        .or(() -> first(BY_REPORT, values));
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

  /** The time that a report id begins with; it saves looking through all months. */
  private static Optional<Instant> timeOf(String reportId) {
    if (reportId.length() < REPORT_TIME_LENGTH) {
      return Optional.empty();
    }
    try {
      String digits = reportId.substring(0, REPORT_TIME_LENGTH);
      return Optional.of(LocalDateTime.parse(digits, REPORT_TIME).toInstant(ZoneOffset.UTC));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  private Optional<Measurement> first(String query, Map<String, Object> values) {
    try {
      TypedQuery<Measurement> asked = entities.createQuery(query, Measurement.class);
      values.forEach(asked::setParameter);
      asked.setHint(TIMEOUT_HINT, Math.toIntExact(database.timeout().toMillis()));
      return asked.setMaxResults(1).getResultStream().findFirst();
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
