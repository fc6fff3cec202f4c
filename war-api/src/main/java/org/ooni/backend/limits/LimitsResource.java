// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.limits;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.ooni.backend.oonirun.OoniRunLinksResource;
import org.ooni.backend.ratelimit.Edits;
import org.ooni.backend.ratelimit.Family;
import org.ooni.backend.ratelimit.HeavyReads;
import org.ooni.backend.ratelimit.Quota;
import org.ooni.backend.ratelimit.RateLimits;
import org.ooni.backend.requestbody.SmallBody;
import org.ooni.backend.submission.ReportsResource;

/** All limits of this backend, in one document (probe services, section 7). */
@Path("/api/v1/limits")
@Produces(MediaType.APPLICATION_JSON)
@RequestScoped
public class LimitsResource {

  @Inject RateLimits limits;
  @Inject Edits edits;
  @Inject HeavyReads heavyReads;

  @Inject
  @ConfigProperty(name = "READ_QUERY_TIMEOUT")
  Duration queryTimeout;

  @Inject
  @ConfigProperty(name = "AGGREGATION_MAXIMUM_GROUPS")
  int aggregationGroups;

  @Inject
  @ConfigProperty(name = "AGGREGATION_MAXIMUM_BYTES")
  long aggregationBytes;

  /** The document: sizes in bytes, times in seconds, use in units of so many milliseconds. */
  @GET
  public Response limits() {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("submission", ReportsResource.limits());
    document.put("other_bodies", Map.of("bytes", SmallBody.MOST_BYTES));
    document.put("editing", editing());
    document.put("oonirun_links", OoniRunLinksResource.limits());
    document.put("reading", reading());
    document.put("concurrent_requests", concurrent());
    return Response.ok(document).header(HttpHeaders.CACHE_CONTROL, "max-age=3600").build();
  }

  private Map<String, Object> reading() {
    Map<String, Object> reading = new LinkedHashMap<>();
    reading.put("query_seconds", queryTimeout.toSeconds());
    reading.put("aggregation_groups", aggregationGroups);
    reading.put("aggregation_bytes", aggregationBytes);
    reading.put("heavy_queries_at_the_same_time", heavyReads.most());
    reading.put("unit_milliseconds", Quota.UNIT.toMillis());
    reading.put("quotas", limits.quotas().stream().map(LimitsResource::quota).toList());
    reading.put("metered", "everything but what probes and monitors ask");
    return reading;
  }

  private Map<String, Object> editing() {
    return Map.of(
        "changes_by_one_account", edits.quotas().stream().map(LimitsResource::quota).toList(),
        "changes_at_the_same_time", edits.concurrent());
  }

  private static Map<String, Long> quota(Quota quota) {
    return Map.of("units", quota.units(), "seconds", quota.window().toSeconds());
  }

  private Map<String, Object> concurrent() {
    Map<String, Object> families = new TreeMap<>();
    limits
        .concurrent()
        .forEach((family, most) -> families.put(family.label(), family(family, most)));
    return families;
  }

  private static Map<String, Object> family(Family family, int most) {
    List<String> paths = family.paths().isEmpty() ? List.of("*") : family.paths();
    return Map.of("most", most, "paths", paths, "metered", family.isMetered());
  }
}
