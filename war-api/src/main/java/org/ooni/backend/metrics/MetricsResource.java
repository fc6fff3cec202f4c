// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.metrics;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import org.ooni.backend.accept.AcceptLog;
import org.ooni.backend.accept.AcceptLogUnavailable;
import org.ooni.backend.accept.Backlog;
import org.ooni.backend.accept.BatchQueue;
import org.ooni.backend.flow.EventCounters;
import org.ooni.backend.flow.EventCounters.Event;
import org.ooni.backend.flow.FlowCounters;
import org.ooni.backend.flow.FlowCounters.Stage;
import org.ooni.backend.meter.Meters;
import org.ooni.backend.probeconfig.ProbeConfigurations;

/** {@code GET /metrics}: the flow of measurements through this node, in Prometheus' text format. */
@Path("/metrics")
@RequestScoped
public class MetricsResource {

  private static final String TEXT_FORMAT = "text/plain; version=0.0.4; charset=utf-8";
  private static final double MILLISECONDS = 1000.0;

  @Inject FlowCounters counters;
  @Inject EventCounters events;
  @Inject ProbeConfigurations configurations;
  @Inject Meters meters;
  @Inject AcceptLog acceptLog;
  @Inject BatchQueue queue;
  @Inject Clock clock;

  /** All of them; what cannot be told at the moment is left out. */
  @GET
  @Produces(TEXT_FORMAT)
  public Response metrics() {
    StringBuilder text = new StringBuilder();
    for (Stage stage : Stage.values()) {
      String name = "measurements_" + stage.name().toLowerCase(Locale.ROOT);
      counter(text, name, stage.meaning(), counters.byReason(stage));
    }
    for (Event event : Event.values()) {
      counter(text, event.metric(), event.meaning(), events.byDetail(event));
    }
    counter(
        text,
        "probe_configuration_refused",
        "Files of the probe configuration that were refused",
        Map.of("", configurations.refusals()));
    gauge(
        text, "fastpath_queue_messages", "Batches announced and not finished", queue.outstanding());
    try {
      backlog(text, acceptLog.backlog());
      gauge(text, "accept_log_open", "Whether the accept log can be used", 1);
    } catch (AcceptLogUnavailable e) {
      gauge(text, "accept_log_open", "Whether the accept log can be used", 0);
    }
    text.append(meters.text());
    return Response.ok(text.toString()).header(HttpHeaders.CACHE_CONTROL, "no-cache").build();
  }

  private static void counter(
      StringBuilder text, String metric, String meaning, Map<String, Long> sums) {
    String name = metric + "_total";
    text.append("# HELP ").append(name).append(' ').append(meaning).append('\n');
    text.append("# TYPE ").append(name).append(" counter\n");
    if (sums.isEmpty()) {
      text.append(name).append(" 0\n");
    }
    sums.forEach(
        (reason, sum) -> {
          String label = reason.isEmpty() ? "" : "{reason=\"" + reason + "\"}";
          text.append(name).append(label).append(' ').append(sum).append('\n');
        });
  }

  private void backlog(StringBuilder text, Backlog backlog) {
    gauge(text, "accept_log_entries", "Measurements that wait for the database", backlog.entries());
    gauge(text, "accept_log_bytes", "Bytes of those measurements", backlog.bytes());
    double age =
        backlog
                .oldest()
                .map(oldest -> Duration.between(oldest, clock.instant()).toMillis())
                .orElse(0L)
            / MILLISECONDS;
    gauge(text, "accept_log_oldest_age_seconds", "Age of the oldest of them", Math.max(age, 0));
  }

  private static void gauge(StringBuilder text, String name, String help, Number value) {
    text.append("# HELP ").append(name).append(' ').append(help).append('\n');
    text.append("# TYPE ").append(name).append(" gauge\n");
    text.append(name).append(' ').append(value).append('\n');
  }
}
