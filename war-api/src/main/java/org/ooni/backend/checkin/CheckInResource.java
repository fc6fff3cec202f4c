// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.checkin;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.ooni.backend.answer.GzipAnswer;
import org.ooni.backend.geoip.Place;
import org.ooni.backend.measurement.ReportId;
import org.ooni.backend.prioritisation.RankedUrl;
import org.ooni.backend.prioritisation.TestLists;
import org.ooni.backend.probecheckin.CallerPlace;
import org.ooni.backend.probecheckin.CheckInAnswer;
import org.ooni.backend.probecheckin.CheckInRequest;
import org.ooni.backend.probeconfig.ProbeConfiguration;
import org.ooni.backend.probeconfig.ProbeConfigurations;

/**
 * What a probe is to do now (probe services 3.2): the URLs to measure, a report id for each
 * nettest, the switches of the day. A probe throws the whole answer away when one value in it is of
 * another type than it expects.
 */
@Path("/api/v1/check-in")
@Consumes(MediaType.WILDCARD)
@Produces(MediaType.APPLICATION_JSON)
@ApplicationScoped
public class CheckInResource {

  private static final ObjectMapper JSON =
      JsonMapper.builder().disable(SerializationFeature.FLUSH_AFTER_WRITE_VALUE).build();

  /** Of an answer with a hundred URLs. */
  private static final int ROOM = 16 * 1024;

  private static final String WEB_CONNECTIVITY = "web_connectivity";

  @Inject TestLists testLists;
  @Inject ProbeConfigurations configurations;
  @Inject CallerPlace callerPlace;
  @Inject Clock clock;
  @Context HttpHeaders headers;
  @Context HttpServletRequest request;

  @Inject
  @ConfigProperty(name = "COLLECTOR_ID")
  String collectorId;

  /** Answers 200 to whatever can be read. */
  @POST
  public Response checkIn(InputStream body) throws IOException {
    CheckInRequest probe = CheckInRequest.read(headers, body);
    Place found = callerPlace.of(request);
    Place place = probe.place(found);
    ProbeConfiguration configuration = configurations.current();
    Instant now = clock.instant();
    Map<String, Object> beginning =
        CheckInAnswer.begin(1, found, now, configuration, ThreadLocalRandom.current());
    List<RankedUrl> urls =
        testLists.best(place.country(), place.asn(), probe.categories(), probe.urlLimit());
    byte[] answer = json(beginning, reportIds(configuration.tests(), place, now), urls);
    return GzipAnswer.entity(Response.ok(), headers, answer)
        .header(HttpHeaders.CACHE_CONTROL, "no-cache")
        .build();
  }

  private Map<String, ReportId> reportIds(List<String> configured, Place place, Instant now) {
    List<String> names =
        Stream.concat(configured.stream(), Stream.of(WEB_CONNECTIVITY)).distinct().toList();
    List<ReportId> ids = ReportId.mintEach(now, names, place.country(), place.asn(), collectorId);
    Map<String, ReportId> byName = new LinkedHashMap<>();
    for (int i = 0; i < ids.size(); i++) {
      byName.put(names.get(i), ids.get(i));
    }
    return byName;
  }

  private static byte[] json(
      Map<String, Object> beginning, Map<String, ReportId> tests, List<RankedUrl> urls)
      throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(ROOM);
    try (JsonGenerator json = JSON.createGenerator(bytes)) {
      json.writeStartObject();
      for (Map.Entry<String, Object> member : beginning.entrySet()) {
        json.writePOJOField(member.getKey(), member.getValue());
      }
      json.writeObjectFieldStart("tests");
      for (Map.Entry<String, ReportId> test : tests.entrySet()) {
        json.writeObjectFieldStart(test.getKey());
        json.writeStringField("report_id", test.getValue().text());
        if (test.getKey().equals(WEB_CONNECTIVITY)) {
          json.writeArrayFieldStart("urls");
          for (RankedUrl url : urls) {
            UrlItem.write(url, json);
          }
          json.writeEndArray();
        }
        json.writeEndObject();
      }
      json.writeEndObject();
      json.writeEndObject();
    }
    return bytes.toByteArray();
  }
}
