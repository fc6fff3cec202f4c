// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.dockerflow;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;

/** The heartbeat and the version, in the form that monitors knew before Dockerflow. */
@Path("/")
@Produces(MediaType.APPLICATION_JSON)
@RequestScoped
public class HealthResource {

  private static final ObjectMapper JSON = new ObjectMapper();

  @Inject HeartbeatResource heartbeat;
  @Inject VersionResource version;

  /** 200, or 503 with the names of what is wrong. */
  @GET
  @Path("/health")
  public Response health() throws IOException, InterruptedException {
    return health(heartbeat.heartbeat(), version.read());
  }

  static Response health(Response beat, JsonNode version) throws IOException {
    boolean ok = beat.getStatus() == 200;
    ObjectNode body = JSON.createObjectNode().put("status", ok ? "ok" : "fail");
    ArrayNode errors = body.putArray("errors");
    for (JsonNode detail : JSON.readTree(beat.getEntity().toString()).path("details")) {
      if (detail.path("level").asInt() >= Finding.Level.ERROR.number()) {
        detail.path("messages").fieldNames().forEachRemaining(errors::add);
      }
    }
    body.put("version", version.path("version").asText());
    body.put("build_label", version.path("build").asText());
    return Response.status(ok ? 200 : 503)
        .type(MediaType.APPLICATION_JSON_TYPE)
        .header("Cache-Control", "no-cache")
        .entity(body.toString())
        .build();
  }
}
