// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.measurements;

import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.ooni.backend.answer.Validators;
import org.ooni.backend.queries.Parameters;

/** Lists of measurements, filtered, newest first (measurement API 3.1). */
@Path("/api/v1/measurements")
public class MeasurementsResource {

  /** What apps with a certain library get, whatever they ask: they can take nothing longer. */
  private static final String OKHTTP_ANSWER =
      """
      {"metadata":{"count":1,"current_page":1,"limit":100,"next_url":null,"offset":0,"pages":1,\
      "query_time":0.001},"results":[{"measurement_uid":null,"measurement_url":"",\
      "report_id":null,"probe_cc":null,"probe_asn":null,"probe_as_org_name":null,\
      "test_name":null,"measurement_start_time":null,"input":null,"category_code":null,\
      "anomaly":null,"confirmed":null,"failure":null,"scores":null,\
      "verification_status":null}]}""";

  @Inject MeasurementList list;
  @Inject Clock clock;

  @Inject
  @ConfigProperty(name = "BASE_URL")
  URI baseUrl;

  /**
   * Answers 200 with a page, 304 when the caller has it, 400, 403 or 422 for what is not allowed,
   * 503 when too much is asked at the same time, 504 when it takes long.
   */
  @GET
  public Response list(
      @Context UriInfo uri,
      @Context HttpHeaders headers,
      @HeaderParam(HttpHeaders.USER_AGENT) String agent) {
    if (agent != null && agent.startsWith("okhttp")) {
      Response.ResponseBuilder constant = Response.ok(OKHTTP_ANSWER, ListFormat.JSON.type());
      return completed(constant, "no-cache");
    }
    MultivaluedMap<String, String> values = uri.getQueryParameters();
    Parameters parameters = new Parameters(values);
    ListFormat format = ListFormat.of(parameters);
    boolean download = parameters.flag("download").orElse(false);
    MeasurementQuery query = new ListRequest(values, clock).query();
    MeasurementList.Reading reading = list.read(query, format);
    Optional<Validators> validators =
        reading.bytes().digest().map(digest -> Validators.of(new EntityTag(digest, true)));
    Response.ResponseBuilder answer =
        validators.filter(known -> known.areKnownTo(headers)).isPresent()
            ? Response.notModified()
            : answer(reading, format, nextUrl(values, query, reading));
    validators.ifPresent(known -> known.addTo(answer));
    format
        .disposition(download)
        .ifPresent(file -> answer.header(HttpHeaders.CONTENT_DISPOSITION, file));
    return completed(answer, "max-age=60");
  }

  private Optional<String> nextUrl(
      MultivaluedMap<String, String> values,
      MeasurementQuery query,
      MeasurementList.Reading reading) {
    ListAddress address = new ListAddress(values, query.since(), query.until());
    return reading
        .last()
        .filter(last -> reading.page().hasNext())
        .map(last -> address.nextUrl(baseUrl, reading.page(), last));
  }

  private static Response.ResponseBuilder answer(
      MeasurementList.Reading reading, ListFormat format, Optional<String> nextUrl) {
    if (format != ListFormat.JSON) {
      StreamingOutput items = reading.bytes()::drainTo;
      Response.ResponseBuilder answer = Response.ok(items, format.type());
      nextUrl.ifPresent(url -> answer.header(HttpHeaders.LINK, "<" + url + ">; rel=\"next\""));
      return answer;
    }
    String metadata = reading.page().metadata(nextUrl);
    StreamingOutput object =
        out -> {
          out.write(
              ("{\"metadata\":" + metadata + ",\"results\":").getBytes(StandardCharsets.UTF_8));
          reading.bytes().drainTo(out);
          out.write('}');
        };
    return Response.ok(object, format.type());
  }

  private static Response completed(Response.ResponseBuilder answer, String caching) {
    return answer
        .header(HttpHeaders.CACHE_CONTROL, caching)
        .header(HttpHeaders.VARY, HttpHeaders.USER_AGENT)
        .header("X-Content-Type-Options", "nosniff")
        .build();
  }
}
