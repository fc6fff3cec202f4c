// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.checkin;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
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

  private static final ObjectMapper JSON = new ObjectMapper();
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
    Map<String, Object> answer =
        CheckInAnswer.begin(1, found, now, configuration, ThreadLocalRandom.current());
    answer.put("tests", tests(configuration.tests(), probe, place, now));
    return answer(answer);
  }

  private Map<String, Map<String, Object>> tests(
      List<String> configured, CheckInRequest probe, Place place, Instant now) {
    List<String> names =
        Stream.concat(configured.stream(), Stream.of(WEB_CONNECTIVITY)).distinct().toList();
    List<ReportId> ids = ReportId.mintEach(now, names, place.country(), place.asn(), collectorId);
    Map<String, Map<String, Object>> tests = new LinkedHashMap<>();
    for (ReportId id : ids) {
      Map<String, Object> test = new LinkedHashMap<>();
      test.put("report_id", id.text());
      tests.put(names.get(tests.size()), test);
    }
    List<RankedUrl> urls =
        testLists.best(place.country(), place.asn(), probe.categories(), probe.urlLimit());
    tests.get(WEB_CONNECTIVITY).put("urls", urls.stream().map(UrlItem::of).toList());
    return tests;
  }

  private static Response answer(Map<String, Object> members) throws JsonProcessingException {
    return Response.ok(JSON.writeValueAsBytes(members))
        .header(HttpHeaders.CACHE_CONTROL, "no-cache")
        .build();
  }
}
