// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.exportrequests;

import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import org.jboss.logging.Logger;
import org.ooni.backend.problem.BadRequest;
import org.ooni.backend.requestbody.SmallBody;
import org.ooni.backend.session.Session;
import org.ooni.backend.session.Sessions;

/** {@code POST /api/_/export/run}: an admin has a month exported, such as one of years ago. */
@Path("/export/run")
@Consumes(MediaType.WILDCARD)
@Produces(MediaType.APPLICATION_JSON)
@RequestScoped
public class ExportRequestsResource {

  private static final Logger LOG = Logger.getLogger(ExportRequestsResource.class);
  private static final YearMonth FIRST = YearMonth.of(2012, 1);
  private static final int LENGTH = 7;

  @Inject ExportRequestTable requests;
  @Inject Sessions sessions;
  @Inject Clock clock;
  @Context HttpHeaders headers;

  /**
   * Answers 202 with the number of the request, which a node takes within seconds; 400 for what is
   * no month that is over, and 409 for one that was exported, which is done once.
   *
   * @param body {@code {"month": "2026-03"}}
   */
  @POST
  public Response run(InputStream body) throws IOException {
    Session admin = sessions.requireAdmin(headers);
    ObjectNode asked = SmallBody.objectOrForm(headers, body);
    YearMonth month = month(asked.path("month").asText(""));
    long request = requests.add(admin.account(), month);
    LOG.infof("export requested account=%s month=%s", admin.account(), month);
    return Response.accepted("{\"request_id\":%d,\"month\":\"%s\"}".formatted(request, month))
        .header(HttpHeaders.CACHE_CONTROL, "no-cache")
        .build();
  }

  private YearMonth month(String text) {
    try {
      if (text.length() != LENGTH) {
        throw new BadRequest("err_month", "month must be one such as 2026-03");
      }
      YearMonth month = YearMonth.parse(text);
      YearMonth open = YearMonth.from(clock.instant().atOffset(ZoneOffset.UTC));
      if (month.isBefore(FIRST) || !month.isBefore(open)) {
        throw new BadRequest("err_month", "month must be over, and not before " + FIRST);
      }
      return month;
    } catch (DateTimeParseException e) {
      throw new BadRequest("err_month", "month must be one such as 2026-03");
    }
  }
}
