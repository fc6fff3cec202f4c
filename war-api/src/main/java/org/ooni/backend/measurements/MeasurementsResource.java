// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.measurements;

import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import jakarta.ws.rs.core.UriInfo;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.ooni.backend.queries.Spill;

/** Lists of measurements, filtered, newest first (measurement API 3.1). */
@Path("/api/v1/measurements")
@Produces(MediaType.APPLICATION_JSON)
public class MeasurementsResource {

  private static final int BYTES_IN_MEMORY = 4 << 20;

  /** What apps with a certain library get, whatever they ask: they can take nothing longer. */
  private static final String OKHTTP_ANSWER =
      """
      {"metadata":{"count":1,"current_page":1,"limit":100,"next_url":null,"offset":0,"pages":1,\
      "query_time":0.001},"results":[{"measurement_uid":null,"measurement_url":"",\
      "report_id":null,"probe_cc":null,"probe_asn":null,"test_name":null,\
      "measurement_start_time":null,"input":null,"anomaly":null,"confirmed":null,"failure":null,\
      "scores":null,"verification_status":null}]}""";

  @Inject MeasurementList list;
  @Inject Clock clock;

  @Inject
  @ConfigProperty(name = "BASE_URL")
  URI baseUrl;

  /** Answers 200 with a page, 400, 403 or 422 for what is not allowed, 504 when it takes long. */
  @GET
  public Response list(@Context UriInfo uri, @HeaderParam("User-Agent") String agent)
      throws IOException {
    if (agent != null && agent.startsWith("okhttp")) {
      return answer(OKHTTP_ANSWER, "no-cache");
    }
    MultivaluedMap<String, String> parameters = uri.getQueryParameters();
    MeasurementQuery query = new ListRequest(parameters, clock).query();
    long start = System.nanoTime();
    Spill rows = new Spill(BYTES_IN_MEMORY);
    int count = read(query, rows);
    Duration queryTime = Duration.ofNanos(System.nanoTime() - start);
    ListPage page = new ListPage(query.limit(), query.offset(), count, queryTime);
    Optional<String> next =
        page.hasNext() ? Optional.of(nextUrl(parameters, page)) : Optional.empty();
    String metadata = page.metadata(next);
    StreamingOutput body =
        out -> {
          out.write(
              ("{\"metadata\":" + metadata + ",\"results\":").getBytes(StandardCharsets.UTF_8));
          rows.drainTo(out);
          out.write('}');
        };
    return answer(body, "max-age=60");
  }

  private int read(MeasurementQuery query, Spill rows) throws IOException {
    boolean complete = false;
    try {
      int count = list.write(query, rows);
      complete = true;
      return count;
    } finally {
      if (!complete) {
        rows.discard();
      }
    }
  }

  private static Response answer(Object body, String caching) {
    return Response.ok(body, MediaType.APPLICATION_JSON_TYPE.withCharset("utf-8"))
        .header(HttpHeaders.CACHE_CONTROL, caching)
        .header(HttpHeaders.VARY, HttpHeaders.USER_AGENT)
        .build();
  }

  private String nextUrl(MultivaluedMap<String, String> parameters, ListPage page) {
    List<String> pairs = new ArrayList<>();
    parameters.forEach(
        (name, values) -> {
          if (!name.equals("offset") && !name.equals("limit")) {
            values.forEach(value -> pairs.add(encoded(name) + "=" + encoded(value)));
          }
        });
    pairs.add("offset=" + (page.offset() + page.limit()));
    pairs.add("limit=" + page.limit());
    return baseUrl + "/api/v1/measurements?" + String.join("&", pairs);
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
