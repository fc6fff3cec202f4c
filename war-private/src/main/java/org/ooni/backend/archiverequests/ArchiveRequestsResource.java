// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.archiverequests;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.jboss.logging.Logger;
import org.ooni.backend.session.Session;
import org.ooni.backend.session.Sessions;

/** {@code POST /api/_/archive/run}: an admin has the archive run at once. */
@Path("/archive/run")
@Produces(MediaType.APPLICATION_JSON)
@RequestScoped
public class ArchiveRequestsResource {

  private static final Logger LOG = Logger.getLogger(ArchiveRequestsResource.class);

  @Inject ArchiveRequestTable requests;
  @Inject Sessions sessions;
  @Context HttpHeaders headers;

  /**
   * Answers 202 with the number of the request. A node takes it within seconds, unless all are
   * running; asked again before that, it is the same request.
   */
  @POST
  public Response run() {
    Session admin = sessions.requireAdmin(headers);
    long request = requests.add(admin.account());
    LOG.infof("archive run requested account=%s request=%d", admin.account(), request);
    return Response.accepted("{\"request_id\":%d}".formatted(request))
        .header(HttpHeaders.CACHE_CONTROL, "no-cache")
        .build();
  }
}
