// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.quotas;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.ooni.backend.answer.JsonAnswer;
import org.ooni.backend.ratelimit.Allowance;
import org.ooni.backend.ratelimit.Quota;
import org.ooni.backend.ratelimit.RateLimits;
import org.ooni.backend.session.Sessions;

/**
 * The clients of this node that have the least of their quota left (measurement API, section 7).
 */
@Path("/quotas_summary")
@Produces(MediaType.APPLICATION_JSON)
@RequestScoped
public class QuotasSummaryResource {

  private static final int MOST = 20;

  @Inject RateLimits limits;
  @Inject Sessions sessions;
  @Context HttpHeaders headers;

  /**
   * Answers admins 200 with pairs: the name that stands for a client's address, and the whole
   * seconds of the server's time it may still use.
   */
  @GET
  public Response summary() {
    sessions.requireAdmin(headers);
    List<List<Object>> summary =
        limits.lowest(MOST).stream().map(QuotasSummaryResource::pair).toList();
    return JsonAnswer.uncached(summary);
  }

  private static List<Object> pair(Map.Entry<String, Allowance> client) {
    Duration remaining = Quota.UNIT.multipliedBy(client.getValue().remaining());
    return List.of(client.getKey(), remaining.toSeconds());
  }
}
