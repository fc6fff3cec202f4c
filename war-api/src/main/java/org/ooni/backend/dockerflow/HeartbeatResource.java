// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.dockerflow;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.context.RequestScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;

/** The two heartbeats of Dockerflow: one for load balancers, one for those who watch. */
@Path("/")
@Produces(MediaType.APPLICATION_JSON)
@RequestScoped
public class HeartbeatResource {

  private static final Duration LIMIT = Duration.ofSeconds(2);
  private static final ObjectMapper JSON = new ObjectMapper();

  @Inject @Any Instance<Check> checks;

  private ExecutorService threads;

  @Resource(lookup = "java:jboss/ee/concurrency/executor/default")
  void setThreads(ManagedExecutorService threads) {
    this.threads = threads;
  }

  /**
   * Whether requests are taken: always 200, because a node without its database still takes some.
   */
  @GET
  @Path("/__lbheartbeat__")
  public Response lbheartbeat() {
    return answer(200, "{\"status\":\"ok\"}");
  }

  /** Whether all that is needed is there: 200, or 500 when a check says error. */
  @GET
  @Path("/__heartbeat__")
  public Response heartbeat() throws InterruptedException, JsonProcessingException {
    return heartbeat(checks.stream().toList(), new Heartbeat(threads, LIMIT));
  }

  static Response heartbeat(List<Check> checks, Heartbeat heartbeat)
      throws InterruptedException, JsonProcessingException {
    Map<String, Finding> findings =
        heartbeat.beat(checks.stream().sorted(Comparator.comparing(Check::name)).toList());
    Finding.Level worst =
        findings.values().stream()
            .map(Finding::level)
            .max(Comparator.naturalOrder())
            .orElse(Finding.Level.OK);
    Map<String, Object> statuses = new LinkedHashMap<>();
    Map<String, Object> details = new LinkedHashMap<>();
    findings.forEach((name, finding) -> statuses.put(name, finding.level().status()));
    findings.forEach(
        (name, finding) -> {
          if (finding.level() != Finding.Level.OK) {
            details.put(name, detail(finding));
          }
        });
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("status", worst.status());
    body.put("checks", statuses);
    body.put("details", details);
    return answer(worst == Finding.Level.ERROR ? 500 : 200, JSON.writeValueAsString(body));
  }

  private static Map<String, Object> detail(Finding finding) {
    Map<String, Object> detail = new LinkedHashMap<>();
    detail.put("status", finding.level().status());
    detail.put("level", finding.level().number());
    detail.put("messages", Map.of(finding.id(), finding.message()));
    return detail;
  }

  private static Response answer(int status, String body) {
    return Response.status(status)
        .type(MediaType.APPLICATION_JSON_TYPE)
        .header("Cache-Control", "no-cache")
        .entity(body)
        .build();
  }
}
