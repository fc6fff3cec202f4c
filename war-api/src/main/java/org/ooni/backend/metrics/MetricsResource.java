// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.metrics;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import org.ooni.backend.accept.AcceptLog;
import org.ooni.backend.accept.AcceptLogUnavailable;
import org.ooni.backend.accept.Backlog;
import org.ooni.backend.accept.BatchQueue;
import org.ooni.backend.dockerflow.VersionResource;
import org.ooni.backend.flow.EventCounters;
import org.ooni.backend.flow.EventCounters.Event;
import org.ooni.backend.flow.FlowCounters;
import org.ooni.backend.flow.FlowCounters.Stage;
import org.ooni.backend.meter.Meter;
import org.ooni.backend.meter.Meters;
import org.ooni.backend.meter.PrometheusText;
import org.ooni.backend.probeconfig.ProbeConfigurations;

/** {@code GET /metrics}: the numbers of this node, in Prometheus' text format. */
@Path("/metrics")
@RequestScoped
public class MetricsResource {

  private static final String TEXT_FORMAT = "text/plain; version=0.0.4; charset=utf-8";
  private static final double MILLISECONDS = 1000.0;

  private static final Meter INFO =
      Meter.gauge("backend_info", "Which version runs; always 1", "version");
  private static final Meter REFUSED_FILES =
      Meter.counter(
          "probe_configuration_refused_total",
          "Files of the probe configuration that were refused",
          "");
  private static final Meter QUEUED =
      Meter.gauge("fastpath_queue_messages", "Batches announced and not finished", "");
  private static final Meter OPEN =
      Meter.gauge("accept_log_open", "Whether the accept log can be used: 1 or 0", "");
  private static final Meter ENTRIES =
      Meter.gauge("accept_log_entries", "Measurements that wait for the database", "");
  private static final Meter BYTES =
      Meter.gauge("accept_log_bytes", "Bytes of those measurements", "");
  private static final Meter AGE =
      Meter.gauge("accept_log_oldest_age_seconds", "Age of the oldest of them", "");

  @Inject FlowCounters counters;
  @Inject EventCounters events;
  @Inject ProbeConfigurations configurations;
  @Inject Meters meters;
  @Inject AcceptLog acceptLog;
  @Inject BatchQueue queue;
  @Inject Clock clock;
  @Inject VersionResource version;
  @Inject MetricsReaders readers;

  /**
   * All of them; what cannot be told at the moment is left out. With a password set, 401 to who
   * does not give it (probe-services, section 15).
   */
  @GET
  @Produces(TEXT_FORMAT)
  public Response metrics(@HeaderParam(HttpHeaders.AUTHORIZATION) String authorization)
      throws IOException {
    if (!readers.admit(authorization)) {
      return Response.status(Response.Status.UNAUTHORIZED)
          .header(HttpHeaders.WWW_AUTHENTICATE, "Basic realm=\"metrics\"")
          .header(HttpHeaders.CACHE_CONTROL, "no-store")
          .build();
    }
    PrometheusText text = new PrometheusText();
    text.describe(INFO).sample(INFO, plain(version.read().path("version").asText()), 1);
    for (Stage stage : Stage.values()) {
      String name = "measurements_" + stage.name().toLowerCase(Locale.ROOT);
      counter(text, name, stage.meaning(), counters.byReason(stage));
    }
    for (Event event : Event.values()) {
      counter(text, event.metric(), event.meaning(), events.byDetail(event));
    }
    one(text, REFUSED_FILES, configurations.refusals());
    one(text, QUEUED, queue.outstanding());
    try {
      backlog(text, acceptLog.backlog());
      one(text, OPEN, 1);
    } catch (AcceptLogUnavailable e) {
      one(text, OPEN, 0);
    }
    new ServerNumbers(ManagementFactory.getPlatformMBeanServer()).write(text);
    MachineNumbers.write(text);
    return Response.ok(text + meters.text()).header(HttpHeaders.CACHE_CONTROL, "no-cache").build();
  }

  private static void counter(
      PrometheusText text, String metric, String meaning, Map<String, Long> sums) {
    Meter meter = Meter.counter(metric + "_total", meaning, "reason");
    text.describe(meter);
    if (sums.isEmpty()) {
      text.sample(meter, "", 0);
    }
    sums.forEach((reason, sum) -> text.sample(meter, reason, sum));
  }

  private void backlog(PrometheusText text, Backlog backlog) {
    one(text, ENTRIES, backlog.entries());
    one(text, BYTES, backlog.bytes());
    double age =
        backlog
                .oldest()
                .map(oldest -> Duration.between(oldest, clock.instant()).toMillis())
                .orElse(0L)
            / MILLISECONDS;
    one(text, AGE, Math.max(age, 0));
  }

  /** What cannot end a label. */
  private static String plain(String text) {
    return text.replaceAll("[^A-Za-z0-9.+_-]", "_");
  }

  private static void one(PrometheusText text, Meter meter, double value) {
    text.describe(meter).sample(meter, "", value);
  }
}
