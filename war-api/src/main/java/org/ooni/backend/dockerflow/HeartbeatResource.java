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
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The two heartbeats of Dockerflow: one for load balancers, one for those who watch. */
@Path("/")
@Produces(MediaType.APPLICATION_JSON)
@RequestScoped
public class HeartbeatResource {

  private static final Duration LIMIT = Duration.ofSeconds(2);
  private static final ObjectMapper JSON = new ObjectMapper();

  @Inject @Any Instance<Check> checks;

  @Inject
  @ConfigProperty(name = "HEARTBEAT_FAILED_STATUS")
  int failedStatus;

  @Inject
  @ConfigProperty(name = "HEARTBEAT_SILENCED")
  Optional<Set<String>> silenced;

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

  /** Whether all that is needed is there: 200, or 500 when a check says error or worse. */
  @GET
  @Path("/__heartbeat__")
  public Response heartbeat() throws InterruptedException, JsonProcessingException {
    Heartbeat heartbeat = new Heartbeat(threads, LIMIT, silenced.orElse(Set.of()));
    return heartbeat(checks.stream().toList(), heartbeat, failedStatus);
  }

  static Response heartbeat(List<Check> checks, Heartbeat heartbeat, int failedStatus)
      throws InterruptedException, JsonProcessingException {
    Map<String, List<Finding>> findings =
        heartbeat.beat(checks.stream().sorted(Comparator.comparing(Check::name)).toList());
    Map<String, Object> statuses = new LinkedHashMap<>();
    Map<String, Object> details = new LinkedHashMap<>();
    findings.forEach((name, found) -> statuses.put(name, worst(found).status()));
    findings.forEach(
        (name, found) -> {
          if (!found.isEmpty()) {
            details.put(name, detail(found));
          }
        });
    Finding.Level worst =
        Finding.Level.worst(findings.values().stream().map(HeartbeatResource::worst).toList());
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("status", worst.status());
    body.put("checks", statuses);
    body.put("details", details);
    boolean failed = worst.compareTo(Finding.Level.ERROR) >= 0;
    return answer(failed ? failedStatus : 200, JSON.writeValueAsString(body));
  }

  private static Finding.Level worst(List<Finding> found) {
    return Finding.Level.worst(found.stream().map(Finding::level).toList());
  }

  private static Map<String, Object> detail(List<Finding> found) {
    Map<String, Object> messages = new LinkedHashMap<>();
    found.forEach(finding -> messages.put(finding.id(), finding.message()));
    Map<String, Object> detail = new LinkedHashMap<>();
    detail.put("status", worst(found).status());
    detail.put("level", worst(found).number());
    detail.put("messages", messages);
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
