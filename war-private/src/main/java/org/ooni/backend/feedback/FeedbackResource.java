// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.feedback;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.ooni.backend.answer.JsonAnswer;
import org.ooni.backend.measurement.MeasurementUid;
import org.ooni.backend.problem.BadRequest;
import org.ooni.backend.requestbody.SmallBody;
import org.ooni.backend.session.Session;
import org.ooni.backend.session.Sessions;

/** What people say about a measurement: everybody reads how many said what, accounts say it. */
@Path("/measurement_feedback")
@Consumes(MediaType.WILDCARD)
@Produces(MediaType.APPLICATION_JSON)
@RequestScoped
public class FeedbackResource {

  @Inject FeedbackTable table;
  @Inject Sessions sessions;
  @Context HttpHeaders headers;

  /** Answers 200 with the counts, and with what the caller said, if that is known. */
  @GET
  @Path("/{measurement_uid}")
  public Response read(@PathParam("measurement_uid") String text) {
    Map<String, Object> answer = new LinkedHashMap<>();
    Optional<MeasurementUid> uid = uid(text);
    answer.put("summary", uid.map(table::summary).orElse(Map.of()));
    // a session that is not valid any more reads as nobody does
    Optional<Session> session = sessions.find(headers);
    if (uid.isPresent() && session.isPresent()) {
      table
          .statusOf(uid.get(), session.get().account())
          .ifPresent(status -> answer.put("user_feedback", status));
    }
    return JsonAnswer.cacheable(answer, Duration.ZERO);
  }

  /** Takes {@code measurement_uid} and {@code status}; answers 200 with an empty object. */
  @POST
  public Response write(InputStream body) throws IOException {
    Session session = sessions.require(headers);
    ObjectNode request = SmallBody.object(headers, body);
    String status = text(request.path("status"));
    if (!FeedbackStatus.isKnown(status)) {
      throw new BadRequest("Invalid status");
    }
    MeasurementUid uid =
        uid(text(request.path("measurement_uid")))
            .orElseThrow(() -> new BadRequest("Invalid measurement_uid"));
    table.put(uid, session.account(), status);
    return JsonAnswer.cacheable(Map.of(), Duration.ZERO);
  }

  private static String text(JsonNode member) {
    return member.isTextual() ? member.textValue() : "";
  }

  private static Optional<MeasurementUid> uid(String text) {
    try {
      return Optional.of(new MeasurementUid(text));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
