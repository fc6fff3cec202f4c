// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.measurements;

import jakarta.ws.rs.core.MultivaluedMap;
import java.math.BigInteger;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.ooni.backend.problem.BadRequest;
import org.ooni.backend.problem.Forbidden;
import org.ooni.backend.problem.Unprocessable;
import org.ooni.backend.queries.Parameters;

/** Makes a {@link MeasurementQuery} of the parameters of a request (measurement API 3.1). */
final class ListRequest {

  private static final int MAXIMUM_LIMIT = 1_000_000;
  private static final int DEFAULT_LIMIT = 100;
  private static final Duration DEFAULT_WINDOW = Duration.ofDays(30);
  private static final long MAXIMUM_DAYS = 180;

  /** More than a count of pages by cursor ever reaches. */
  private static final long MAXIMUM_COUNT = 1_000_000_000_000_000L;

  private final MultivaluedMap<String, String> values;
  private final Parameters parameters;
  private final Clock clock;

  ListRequest(MultivaluedMap<String, String> values, Clock clock) {
    this.values = values;
    this.parameters = new Parameters(values);
    this.clock = clock;
  }

  /**
   * All parameters, checked.
   *
   * @throws BadRequest when one of them is not allowed; likewise the other problems
   */
  MeasurementQuery query() {
    Optional<String> reportId = parameters.text("report_id", 3);
    Optional<Instant> until = until(reportId.isPresent());
    Optional<Instant> since = since(reportId.isPresent(), until);
    checkRange(since, until);
    checkOrderColumn();
    return new MeasurementQuery(
        reportId,
        parameters.text("input", 3),
        parameters.list("domain"),
        countries(),
        networks(),
        parameters.list("test_name"),
        parameters.list("software_version"),
        parameters.list("test_version"),
        parameters.list("engine_version"),
        parameters.text("category_code"),
        since,
        until,
        parameters.flag("anomaly"),
        parameters.flag("confirmed"),
        parameters.flag("failure"),
        runLink(),
        page(new ListAddress(values, since, until)));
  }

  private PageRequest page(ListAddress list) {
    Optional<Cursor> cursor =
        parameters.text("cursor").map(text -> Cursor.parse(text, list.identity()));
    long mostOffset = cursor.isPresent() ? MAXIMUM_COUNT : Integer.MAX_VALUE;
    return new PageRequest(
        newestFirst(),
        (int) parameters.number("limit", 0, MAXIMUM_LIMIT).orElse(DEFAULT_LIMIT),
        parameters.number("offset", 0, mostOffset).orElse(0),
        cursor);
  }

  private Optional<Instant> until(boolean ofReport) {
    Optional<Instant> given = parameters.time("until");
    if (given.isPresent() || ofReport) {
      return given;
    }
    LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    return Optional.of(today.plusDays(1).atStartOfDay().toInstant(ZoneOffset.UTC));
  }

  private Optional<Instant> since(boolean ofReport, Optional<Instant> until) {
    Optional<Instant> given = parameters.time("since");
    return given.isPresent() || ofReport ? given : until.map(time -> time.minus(DEFAULT_WINDOW));
  }

  private void checkRange(Optional<Instant> since, Optional<Instant> until) {
    if (since.isEmpty() || until.isEmpty()) {
      return;
    }
    if (parameters.text("until").isPresent() && since.get().isAfter(until.get())) {
      throw new BadRequest("since must not be later than until");
    }
    long days = Duration.between(since.get(), until.get()).toDays();
    if (days > MAXIMUM_DAYS) {
      throw new BadRequest(
          "Time range must not exceed 6 months. Requested: %d days (limit: %d days)."
              .formatted(days, MAXIMUM_DAYS));
    }
  }

  private List<String> countries() {
    List<String> codes = parameters.countries("probe_cc");
    if (codes.contains("ZZ")) {
      throw new Forbidden("Measurements of an unknown country are not shown");
    }
    return codes;
  }

  private List<Long> networks() {
    List<Long> numbers = parameters.networks("probe_asn");
    if (numbers.contains(0L)) {
      throw new Forbidden("Measurements of an unknown network are not shown");
    }
    return numbers;
  }

  private Optional<BigInteger> runLink() {
    Optional<String> id = parameters.text("ooni_run_link_id");
    if (id.isPresent() && !id.get().matches("[0-9]{1,20}")) {
      throw new Unprocessable("ooni_run_link_id", "must be a number of up to 20 digits");
    }
    return id.map(BigInteger::new);
  }

  private void checkOrderColumn() {
    String column = parameters.text("order_by").orElse("measurement_start_time");
    if (!column.equals("measurement_start_time")) {
      throw new Unprocessable("order_by", "must be measurement_start_time");
    }
  }

  private boolean newestFirst() {
    return switch (parameters.text("order").orElse("desc").toLowerCase(Locale.ROOT)) {
      case "desc" -> true;
      case "asc" -> false;
      default -> throw new BadRequest("Invalid order parameter");
    };
  }
}
