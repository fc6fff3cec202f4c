// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.observations;

import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.ooni.backend.queries.Conditions;
import org.ooni.backend.queries.Parameters;

/** Lists of what the analysis makes of single measurements (measurement API 5.2). */
@Path("/api/v1/analysis")
@Produces(MediaType.APPLICATION_JSON)
public class AnalysisResource {

  private static final int DAYS = 30;

  private static final String SELECT =
      """
      select measurement_uid, measurement_start_time, network_type, probe_asn, probe_cc,
        probe_as_org_name, resolver_asn, resolver_as_cc, domain, input, test_name,
        top_probe_analysis, top_dns_failure, top_tcp_failure, top_tls_failure, top_dns_rule_id,
        top_tcp_rule_id, top_tls_rule_id, dns_blocked, dns_down, dns_ok, tcp_blocked, tcp_down,
        tcp_ok, tls_blocked, tls_down, tls_ok
      from analysis_web_measurement
      """;

  @Inject ListAnswer answer;
  @Inject Clock clock;

  /** Answers 200 with a page, 422 for what is not allowed, 504 when it takes long. */
  @GET
  public Response list(@Context UriInfo uri) throws IOException {
    Parameters parameters = new Parameters(uri.getQueryParameters());
    Page page = Page.of(parameters);
    return answer.of(page, page.of(conditions(parameters), SELECT), uri);
  }

  Conditions conditions(Parameters parameters) {
    Conditions where = new Conditions();
    List<String> uids = parameters.list("measurement_uid");
    where.any("measurement_uid = ?", "measurement_uid = any (?)", "text", uids);
    where.any("probe_asn = ?", "probe_asn = any (?)", "bigint", parameters.networks("probe_asn"));
    where.any("probe_cc = ?", "probe_cc = any (?)", "text", parameters.countries("probe_cc"));
    for (String name : List.of("test_name", "ooni_run_link_id")) {
      where.any(name + " = ?", name + " = any (?)", "text", parameters.list(name));
    }
    Function<String, Optional<Instant>> bound = name -> LiberalTime.of(parameters, name);
    Window window = uids.isEmpty() ? Window.of(bound, clock, DAYS) : Window.given(bound);
    window.addTo(where, "measurement_start_time", ">=", "<=");
    return where;
  }
}
