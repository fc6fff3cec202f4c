// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.observations;

import jakarta.ws.rs.core.MultivaluedMap;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.ooni.backend.problem.Unprocessable;
import org.ooni.backend.queries.Conditions;
import org.ooni.backend.queries.Parameters;

/** What test helpers saw of hosts, by address (measurement API 5.4). */
final class ControlCounts {

  private static final Duration WINDOW = Duration.ofHours(1);

  /** Networks of companies that serve the sites of others. */
  private static final String CLOUD_PROVIDERS =
      "13335, 209242, 20940, 9002, 16625, 63949, 16509, 14618, 15169, 396982, 54113, 8075, 8068";

  private static final String SELECT =
      """
      select hostname, ip, port, max(ip_asn) as asn, max(ip_as_org_name) as as_org_name,
        coalesce(max(ip_asn) in (%s), false) as is_cloud_provider,
        bool_or(dns_success is true) as in_dns_answers,
        bool_or(bool_or(tls_success is true)) over (partition by hostname, ip) as tls_consistent,
        count(*) filter (where tcp_success) as tcp_success_count,
        count(*) filter (where not tcp_success) as tcp_failure_count,
        count(*) filter (where tls_success) as tls_success_count,
        count(*) filter (where not tls_success and tls_failure is not null)
          as tls_failure_count,
        sum(count(*) filter (where dns_success))
          over (partition by hostname) as dns_success_count,
        sum(count(*) filter (where dns_failure = 'dns_nxdomain_error'))
          over (partition by hostname) as dns_nxdomain_count,
        sum(count(*) filter (where dns_failure <> 'dns_nxdomain_error'))
          over (partition by hostname) as dns_other_failure_count
      from obs_web_ctrl
      """
          .formatted(CLOUD_PROVIDERS);

  private final MultivaluedMap<String, String> given;
  private final Clock clock;

  ControlCounts(MultivaluedMap<String, String> given, Clock clock) {
    this.given = given;
    this.clock = clock;
  }

  /**
   * The statement that counts.
   *
   * @throws Unprocessable when no host is named
   */
  Conditions.Statement statement() {
    List<String> hosts = Repeated.texts(given, "hostname");
    if (hosts.isEmpty()) {
      throw new Unprocessable("hostname", "Field required");
    }
    Conditions where = new Conditions();
    where.anyLongText("hostname", hosts);
    Parameters parameters = new Parameters(given);
    Window given = Window.given(name -> LiberalTime.of(parameters, name));
    Instant until = given.until().orElse(clock.instant());
    Instant since = given.since().orElse(until.minus(WINDOW));
    new Window(Optional.of(since), Optional.of(until))
        .addTo(where, "measurement_start_time", ">", "<=");
    return where.statement(
        SELECT,
        "group by hostname, ip, port order by hostname, ip, port limit ?",
        CountsAnswer.MOST_GROUPS + 1);
  }
}
