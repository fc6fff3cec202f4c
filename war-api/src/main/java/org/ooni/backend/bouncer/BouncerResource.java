// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.bouncer;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.RequestScoped;
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
import org.ooni.backend.problem.BadRequest;
import org.ooni.backend.requestbody.SmallBody;

/** Collector and test helpers for one test (probe services 3.5). */
@Path("/bouncer/net-tests")
@Consumes(MediaType.WILDCARD)
@Produces(MediaType.APPLICATION_JSON)
@RequestScoped
public class BouncerResource {

  private static final ObjectMapper JSON = new ObjectMapper();

  /** As it has been since the first probes; none of these servers is looked up anywhere else. */
  private static final String NET_TEST =
      """
      {"collector": "httpo://guegdifjy7bjpequ.onion",
       "collector-alternate": [
         {"type": "https", "address": "https://ams-pg.ooni.org"},
         {"type": "cloudfront", "address": "https://dkyhjv0wpi2dk.cloudfront.net",
          "front": "dkyhjv0wpi2dk.cloudfront.net"}],
       "input-hashes": null,
       "test-helpers": {
         "tcp-echo": "37.218.241.93",
         "http-return-json-headers": "http://37.218.241.94:80",
         "web-connectivity": "httpo://y3zq5fwelrzkkv3s.onion"},
       "test-helpers-alternate": {
         "web-connectivity": [
           {"type": "https", "address": "https://wcth.ooni.io"},
           {"type": "cloudfront", "address": "https://d33d1gs9kpq1c5.cloudfront.net",
            "front": "d33d1gs9kpq1c5.cloudfront.net"}]}}
      """;

  @Context HttpHeaders headers;

  /** Answers for the first test of the list, like ever; 400 when there is none. */
  @POST
  public Response netTests(InputStream body) throws IOException {
    JsonNode test = SmallBody.object(headers, body).path("net-tests").path(0);
    JsonNode name = test.path("name");
    JsonNode version = test.path("version");
    if (!name.isTextual() || !version.isTextual()) {
      throw new BadRequest("net-tests is not a list of tests with name and version");
    }
    return Response.ok(answer(name.textValue(), version.textValue()))
        .header(HttpHeaders.CACHE_CONTROL, "no-cache")
        .build();
  }

  private static String answer(String name, String version) throws JsonProcessingException {
    ObjectNode test = (ObjectNode) JSON.readTree(NET_TEST);
    test.put("name", name).put("version", version);
    ObjectNode answer = JSON.createObjectNode();
    answer.putArray("net-tests").add(test);
    return JSON.writeValueAsString(answer);
  }
}
