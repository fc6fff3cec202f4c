// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.privatecheckin;

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
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.ooni.backend.answer.JsonAnswer;
import org.ooni.backend.geoip.Place;
import org.ooni.backend.measurement.ReportId;
import org.ooni.backend.prioritisation.RankedUrl;
import org.ooni.backend.prioritisation.TestLists;
import org.ooni.backend.probecheckin.CallerPlace;
import org.ooni.backend.probecheckin.CheckInAnswer;
import org.ooni.backend.probecheckin.CheckInRequest;
import org.ooni.backend.probeconfig.ProbeConfigurations;

/**
 * What a probe is to do now, in the second form of the answer (measurement API, section 7): one
 * list of nettests, each with a report id and what it is to be run on. The request is that of the
 * public check-in (probe services 3.2).
 */
@Path("/check-in")
@Consumes(MediaType.WILDCARD)
@Produces(MediaType.APPLICATION_JSON)
@RequestScoped
public class PrivateCheckInResource {

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

  /** What a nettest is to be run on. */
  public record Target(Map<String, String> attributes, String input, Map<String, Object> options) {

    static Target of(RankedUrl ranked) {
      return new Target(
          Map.of(
              "category_code",
              ranked.entry().category(),
              "country_code",
              ranked.entry().countryCode()),
          ranked.entry().url(),
          Map.of());
    }

    static Target of(String input) {
      return new Target(Map.of(), input, Map.of());
    }
  }

  /** A nettest. */
  public record Nettest(String test_name, String report_id, List<Target> targets) {}

  /** Answers 200 to whatever can be read. */
  @POST
  public Response checkIn(InputStream body) throws IOException {
    CheckInRequest probe = CheckInRequest.read(headers, body);
    Place found = callerPlace.of(request);
    Place place = probe.place(found);
    Instant now = clock.instant();
    Map<String, Object> answer =
        CheckInAnswer.begin(2, found, now, configurations.current(), ThreadLocalRandom.current());
    answer.put(
        "nettests",
        Nettests.NAMES.stream()
            .map(name -> new Nettest(name, reportId(name, place, now), targets(name, probe, place)))
            .toList());
    return JsonAnswer.uncached(answer);
  }

  private List<Target> targets(String name, CheckInRequest probe, Place place) {
    if (!name.equals(WEB_CONNECTIVITY)) {
      return Nettests.inputs(name).stream().map(Target::of).toList();
    }
    return testLists
        .best(place.country(), place.asn(), probe.categories(), probe.urlLimit())
        .stream()
        .map(Target::of)
        .toList();
  }

  private String reportId(String testName, Place place, Instant now) {
    return ReportId.mint(now, testName, place.country(), place.asn(), collectorId).text();
  }
}
