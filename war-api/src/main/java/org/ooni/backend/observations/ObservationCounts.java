// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.observations;

import jakarta.ws.rs.core.MultivaluedMap;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.ooni.backend.problem.Unprocessable;
import org.ooni.backend.queries.Conditions;
import org.ooni.backend.queries.Parameters;

/** Counts of observations by what the request names (measurement API 5.3). */
final class ObservationCounts {

  private static final int DAYS = 30;

  private static final Set<String> GROUPS =
      Set.of(
          "timestamp",
          "failure",
          "hostname",
          "ip",
          "probe_cc",
          "probe_asn",
          "test_name",
          "measurement_uid");

  private static final List<String> TEXTS =
      List.of("test_name", "hostname", "probe_cc", "ip", "measurement_uid");

  private static final List<String> NETWORKS = List.of("probe_asn", "resolver_asn");

  // the first thing that went wrong, in the order of a connection
  private static final String FAILURE =
      """
      case
        when dns_failure is not null then
          case when resolver_asn = probe_asn then 'dns_isp.' else 'dns_other.' end
            || case when dns_failure like 'unknown\\_failure%' then 'unknown_failure'
              else dns_failure end
        when tcp_failure is not null then 'tcp.'
          || case when tcp_failure like 'unknown\\_failure%' then 'unknown_failure'
            else tcp_failure end
        when tls_failure is not null then 'tls.'
          || case when tls_failure like 'unknown\\_failure%' then 'unknown_failure'
            else tls_failure end
        when http_failure is not null then
          case when http_request_url like 'https:%' then 'https.' else 'http.' end
            || case when http_failure like 'unknown\\_failure%' then 'unknown_failure'
              else http_failure end
        else 'none'
      end""";

  private final MultivaluedMap<String, String> given;
  private final Parameters parameters;
  private final Clock clock;

  ObservationCounts(MultivaluedMap<String, String> given, Clock clock) {
    this.given = given;
    this.parameters = new Parameters(given);
    this.clock = clock;
  }

  /**
   * The statement that counts.
   *
   * @throws Unprocessable when a parameter is not of its form
   */
  Conditions.Statement statement() {
    Conditions where = new Conditions();
    Set<String> columns = new LinkedHashSet<>(groups());
    for (String name : TEXTS) {
      List<String> values = Repeated.texts(given, name);
      if (!values.isEmpty()) {
        columns.add(name);
        filter(where, name, values);
      }
    }
    for (String name : NETWORKS) {
      List<Long> values = Repeated.networks(given, name);
      if (!values.isEmpty()) {
        columns.add(name);
        where.any(name + " = ?", name + " = any (?)", "bigint", values);
      }
    }
    List<String> links = Repeated.texts(given, "ooni_run_link_id");
    where.any("ooni_run_link_id = ?", "ooni_run_link_id = any (?)", "text", links);
    window().addTo(where, "measurement_start_time", ">", "<");
    if (columns.contains("failure")) {
      where.add("(dns_failure is not null or ip is not null)");
    }
    return statement(where, List.copyOf(columns));
  }

  private Window window() {
    Function<String, Optional<Instant>> bound = name -> LiberalTime.of(parameters, name);
    return Repeated.texts(given, "measurement_uid").isEmpty()
        ? Window.of(bound, clock, DAYS)
        : Window.given(bound);
  }

  private List<String> groups() {
    List<String> groups = Repeated.texts(given, "group_by");
    if (!GROUPS.containsAll(groups)) {
      throw new Unprocessable("group_by", "must be one of " + GROUPS.stream().sorted().toList());
    }
    return groups.isEmpty() ? List.of("failure") : groups;
  }

  private static void filter(Conditions where, String name, List<String> values) {
    if (name.equals("hostname")) {
      where.anyLongText(name, values);
    } else {
      where.any(name + " = ?", name + " = any (?)", "text", values);
    }
  }

  private Conditions.Statement statement(Conditions where, List<String> columns) {
    Grain grain = Grain.of(parameters);
    List<String> selected = new ArrayList<>();
    for (String column : columns) {
      selected.add(
          switch (column) {
            case "failure" -> FAILURE + " as failure";
            case "timestamp" ->
                "to_char(" + grain.sql() + ", 'YYYY-MM-DD\"T\"HH24:MI:SS\"Z\"') as timestamp";
            default -> column;
          });
    }
    String positions =
        IntStream.rangeClosed(2, columns.size() + 1)
            .mapToObj(Integer::toString)
            .collect(Collectors.joining(", "));
    return where.statement(
        "select count(*) as observation_count, " + String.join(", ", selected) + " from obs_web\n",
        "group by " + positions + " order by 1 desc, " + positions + " limit ?",
        CountsAnswer.MOST_GROUPS + 1);
  }
}
