// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.observations;

import jakarta.ws.rs.core.MultivaluedMap;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.ooni.backend.problem.Unprocessable;
import org.ooni.backend.queries.Conditions;
import org.ooni.backend.queries.Parameters;

/** Likelihoods of blocking by up to two axes and by each filter (measurement API 5.5). */
final class AnalysisCounts {

  private static final int DAYS = 30;
  private static final String TIME = "measurement_start_day";

  private static final Set<String> AXES =
      Set.of(TIME, "domain", "probe_cc", "probe_asn", "test_name", "input");

  private static final List<String> TEXTS = List.of("test_name", "input", "measurement_uid");

  private static final List<String> LIKELIHOODS =
      List.of(
          "dns_blocked",
          "dns_down",
          "dns_ok",
          "tcp_blocked",
          "tcp_down",
          "tcp_ok",
          "tls_blocked",
          "tls_down",
          "tls_ok");

  // what each measurement says went wrong, and how sure it is
  private static final String LABELS =
      """
      , case when top_dns_failure is null then 'got_answer'
          when top_dns_failure in ('android_dns_cache_no_data', 'dns_nxdomain_error')
            then 'nxdomain'
          when top_dns_failure like 'unknown\\_failure%' then 'unknown_failure'
          else top_dns_failure end as dns_label,
        case when top_tcp_failure like 'unknown\\_failure%' then 'unknown_failure'
          else top_tcp_failure end as tcp_label,
        case when top_tls_failure like 'unknown\\_failure%' then 'unknown_failure'
          else top_tls_failure end as tls_label,
        dns_blocked, dns_down, dns_ok, tcp_blocked, tcp_down, tcp_ok, tls_blocked, tls_down, tls_ok
      from analysis_web_measurement
      """;

  // the outcome is the label with the largest weight, the first one by name among equals; what went
  // well has none
  private static final String GROUPED =
      """
      ), weighed as (
        select %1$s, layer, label, sum(trunc(100 * weight)) as weight
        from single, lateral (values ('dns', dns_label, dns_blocked),
          ('tcp', tcp_label, tcp_blocked), ('tls', tls_label, tls_blocked))
          as by_layer (layer, label, weight)
        group by %1$s, layer, label
      ), outcome as (
        select %1$s,
          coalesce((array_agg(label order by weight desc, label)
            filter (where layer = 'dns' and label is not null))[1], '') as dns_outcome,
          coalesce((array_agg(label order by weight desc, label)
            filter (where layer = 'tcp' and label is not null))[1], '') as tcp_outcome,
          coalesce((array_agg(label order by weight desc, label)
            filter (where layer = 'tls' and label is not null))[1], '') as tls_outcome
        from weighed group by %1$s
      ), likelihood as (
        select count(*) as count, %1$s, %2$s from single group by %1$s
      )
      select * from likelihood join outcome using (%1$s) order by %1$s limit ?
      """;

  private final MultivaluedMap<String, String> given;
  private final Parameters parameters;
  private final Clock clock;

  AnalysisCounts(MultivaluedMap<String, String> given, Clock clock) {
    this.given = given;
    this.parameters = new Parameters(given);
    this.clock = clock;
  }

  /** One or two. */
  int dimensions() {
    return axis("axis_y", "").isEmpty() ? 1 : 2;
  }

  /**
   * The statement that groups: a column {@code count}, one for each key, one for each likelihood,
   * and {@code dns_outcome}, {@code tcp_outcome}, {@code tls_outcome}.
   *
   * @throws Unprocessable when a parameter is not of its form
   */
  Conditions.Statement statement() {
    Set<String> keys = new LinkedHashSet<>();
    keys.add(axis("axis_x", TIME));
    if (dimensions() == 2) {
      keys.add(axis("axis_y", ""));
    }
    Conditions where = conditions(keys);
    String columns = String.join(", ", keys);
    String selected =
        keys.stream().map(key -> key.equals(TIME) ? day() : key).collect(Collectors.joining(", "));
    String likelihoods =
        LIKELIHOODS.stream()
            .map(
                one -> "percentile_cont(0.95) within group (order by %s) as %s".formatted(one, one))
            .collect(Collectors.joining(", "));
    return where.statement(
        "with single as (select " + selected + LABELS,
        GROUPED.formatted(columns, likelihoods),
        CountsAnswer.MOST_GROUPS + 1);
  }

  private Conditions conditions(Set<String> keys) {
    Conditions where = new Conditions();
    for (String name : TEXTS) {
      List<String> values = parameters.text(name).map(List::of).orElse(List.of());
      filtered(keys, name, values);
      where.any(name + " = ?", name + " = any (?)", "text", values);
    }
    List<String> domains = parameters.text("domain").map(List::of).orElse(List.of());
    filtered(keys, "domain", domains);
    where.anyLongText("domain", domains);
    List<String> countries = parameters.countries("probe_cc");
    filtered(keys, "probe_cc", countries);
    where.any("probe_cc = ?", "probe_cc = any (?)", "text", countries);
    List<Long> networks = parameters.networks("probe_asn");
    filtered(keys, "probe_asn", networks);
    where.any("probe_asn = ?", "probe_asn = any (?)", "bigint", networks);
    List<String> links = Repeated.texts(given, "ooni_run_link_id");
    where.any("ooni_run_link_id = ?", "ooni_run_link_id = any (?)", "text", links);
    window().addTo(where, "measurement_start_time", ">=", "<=");
    return where;
  }

  private Window window() {
    Function<String, Optional<Instant>> bound = name -> LiberalTime.of(parameters, name);
    return parameters.text("measurement_uid").isPresent()
        ? Window.given(bound)
        : Window.of(bound, clock, DAYS);
  }

  private static void filtered(Set<String> keys, String name, List<?> values) {
    if (!values.isEmpty()) {
      keys.add(name);
    }
  }

  private String axis(String name, String otherwise) {
    String axis = parameters.text(name).orElse(otherwise);
    if (!axis.isEmpty() && !AXES.contains(axis)) {
      throw new Unprocessable(name, "must be one of " + AXES.stream().sorted().toList());
    }
    return axis;
  }

  private String day() {
    return "coalesce(to_char("
        + Grain.of(parameters).sql()
        + ", 'YYYY-MM-DD\"T\"HH24:MI:SS\"Z\"'), '') as "
        + TIME;
  }
}
