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
import org.ooni.backend.queries.Conditions;
import org.ooni.backend.queries.JsonRows;
import org.ooni.backend.queries.Parameters;

/** When blocking began or ended, as the detector saw it (measurement API 5.6). */
@Path("/api/v1/detector/changepoints")
@Produces(MediaType.APPLICATION_JSON)
public class ChangepointsResource {

  private static final int DAYS = 30;

  private static final String SELECT =
      """
      select probe_asn, probe_cc, domain, ts as start_time, count_isp_resolver,
        count_other_resolver, count, dns_isp_blocked, dns_other_blocked, tcp_blocked, tls_blocked,
        case when change_dir is null then null when change_dir = -1 then 'down' else 'up' end
          as change_dir,
        current_state, s_pos, s_neg, h, block_type
      from event_detector_changepoints
      """;

  @Inject CountsAnswer answer;
  @Inject Clock clock;

  /** Answers 200 with the changes of the time, the first one first; 422 for what is not allowed. */
  @GET
  public Response list(@Context UriInfo uri) throws IOException {
    Parameters parameters = new Parameters(uri.getQueryParameters());
    Conditions where = new Conditions();
    where.any("probe_asn = ?", "probe_asn = any (?)", "bigint", parameters.networks("probe_asn"));
    where.any("probe_cc = ?", "probe_cc = any (?)", "text", parameters.countries("probe_cc"));
    where.any("domain = ?", "domain = any (?)", "text", parameters.list("domain"));
    Window.of(name -> LiberalTime.of(parameters, name), clock, DAYS).addTo(where, "ts", ">=", "<=");
    return answer.of(
        where.statement(
            SELECT,
            "order by ts, probe_cc, probe_asn, domain, block_type limit ?",
            CountsAnswer.MOST_GROUPS + 1),
        JsonRows.Nulls.SHOWN);
  }
}
