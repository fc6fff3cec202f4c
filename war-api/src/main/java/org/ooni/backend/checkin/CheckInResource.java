// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.checkin;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.RequestScoped;
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
@RequestScoped
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

  private Map<String, Object> tests(
      List<String> names, CheckInRequest probe, Place place, Instant now) {
    Map<String, Object> tests = new LinkedHashMap<>();
    for (String name : names) {
      tests.put(name, Map.of("report_id", reportId(name, place, now)));
    }
    List<RankedUrl> urls =
        testLists.best(place.country(), place.asn(), probe.categories(), probe.urlLimit());
    Map<String, Object> web = new LinkedHashMap<>();
    web.put("report_id", reportId(WEB_CONNECTIVITY, place, now));
    web.put("urls", urls.stream().map(UrlItem::of).toList());
    tests.put(WEB_CONNECTIVITY, web);
    return tests;
  }

  private String reportId(String testName, Place place, Instant now) {
    return ReportId.mint(now, testName, place.country(), place.asn(), collectorId).text();
  }

  private static Response answer(Map<String, Object> members) throws JsonProcessingException {
    return Response.ok(JSON.writeValueAsString(members))
        .header(HttpHeaders.CACHE_CONTROL, "no-cache")
        .build();
  }
}
