// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.metrics;

import java.util.List;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.ooni.backend.meter.Meter;
import org.ooni.backend.meter.PrometheusText;

/**
 * What the server's management beans tell of its pools, its threads and its log. What a server does
 * not have is left out.
 */
final class ServerNumbers {

  private static final double MILLISECONDS = 1e-3;
  private static final String POOL =
      "jboss.as:subsystem=datasources,data-source=%s,statistics=pool";
  private static final String WORKERS = "org.xnio:type=Xnio,provider=\"nio\",worker=\"default\"";
  private static final String LOG = "org.ooni.backend:type=LogLines,place=%s";
  private static final List<String> POOLS = List.of("OoniRead", "OoniWrite");
  private static final List<String> PLACES = List.of("stdout", "file");

  /** A number: its meter, the bean that has it, its attribute, and what one of it is. */
  private record Told(Meter meter, String bean, String attribute, double unit) {}

  private static final List<Told> NUMBERS =
      List.of(
          pool("open", "Connections that are open", "ActiveCount"),
          pool("used", "Connections that are in use", "InUseCount"),
          pool("available", "Connections that can still be had", "AvailableCount"),
          new Told(
              Meter.counter(
                  "datasource_waits_total", "Callers that had to wait for a connection", "pool"),
              POOL,
              "WaitCount",
              1),
          new Told(
              Meter.counter(
                  "datasource_failures_total", "Callers that could not have a connection", "pool"),
              POOL,
              "BlockingFailureCount",
              1),
          new Told(
              Meter.counter(
                  "datasource_wait_seconds_total", "How long callers waited for one", "pool"),
              POOL,
              "TotalBlockingTime",
              MILLISECONDS),
          new Told(
              Meter.gauge("http_worker_threads_busy", "Threads that serve requests now", ""),
              WORKERS,
              "BusyWorkerThreadCount",
              1),
          new Told(
              Meter.gauge("http_worker_threads_max", "Threads that can serve requests", ""),
              WORKERS,
              "MaxWorkerPoolSize",
              1),
          new Told(
              Meter.gauge("http_worker_queue_requests", "Requests that wait for a thread", ""),
              WORKERS,
              "WorkerQueueSize",
              1),
          new Told(
              Meter.counter("log_lines_total", "Lines of the log, by where they went", "place"),
              LOG,
              "Taken",
              1),
          new Told(
              Meter.counter(
                  "log_lines_dropped_total",
                  "Lines of the log that could not be written in time",
                  "place"),
              LOG,
              "Dropped",
              1));

  private final MBeanServer beans;

  ServerNumbers(MBeanServer beans) {
    this.beans = beans;
  }

  void write(PrometheusText text) {
    for (Told number : NUMBERS) {
      text.describe(number.meter());
      for (String label : labels(number.bean())) {
        sample(text, number, label);
      }
    }
  }

  private void sample(PrometheusText text, Told number, String label) {
    try {
      ObjectName name = new ObjectName(number.bean().formatted(label));
      Object value = beans.getAttribute(name, number.attribute());
      if (value != null) {
        double count = Double.parseDouble(value.toString());
        text.sample(number.meter(), label, count * number.unit());
      }
    } catch (JMException | NumberFormatException e) {
      // this server has no such bean
      return;
    }
  }

  private static List<String> labels(String bean) {
    if (bean.equals(POOL)) {
      return POOLS;
    }
    return bean.equals(LOG) ? PLACES : List.of("");
  }

  private static Told pool(String kind, String help, String attribute) {
    return new Told(
        Meter.gauge("datasource_connections_" + kind, help, "pool"), POOL, attribute, 1);
  }
}
