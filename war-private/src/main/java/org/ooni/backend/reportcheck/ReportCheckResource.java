// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.reportcheck;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.CacheControl;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/**
 * Tells old apps that a report has arrived. The answer is constant, as apps have known it for
 * years: what was acknowledged at submission is stored, so there is nothing to look up.
 */
@Path("/check_report_id")
@Produces(MediaType.APPLICATION_JSON)
public class ReportCheckResource {

  /**
   * @param found always true
   * @param v version of the answer's form, 0
   */
  public record Answer(boolean found, int v) {}

  /** Answers 200, cached for one second. */
  @GET
  public Response found() {
    CacheControl oneSecond = new CacheControl();
    oneSecond.setNoTransform(false);
    oneSecond.setMaxAge(1);
    return Response.ok(new Answer(true, 0)).cacheControl(oneSecond).build();
  }
}
