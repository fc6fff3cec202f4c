// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.traffic;

import jakarta.inject.Inject;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.ooni.backend.meter.Meter;
import org.ooni.backend.meter.Meters;
import org.ooni.backend.ratelimit.Family;

/** Counts requests, those that are refused by the filters behind it as well. */
public class TrafficFilter extends HttpFilter {

  static final Meter REQUESTS =
      Meter.counter("http_requests_total", "Requests, by the status of their answers", "status");
  static final Meter DURATION =
      Meter.histogram(
          "http_request_seconds",
          "How long requests took, by the kind of request that limits know",
          "family",
          Meter.SECONDS);

  private static final long serialVersionUID = 1L;
  private static final double NANOSECONDS = 1e9;

  @Inject transient Meters meters;

  @Override
  public void init() {
    meters.declare(REQUESTS, DURATION);
  }

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    long begin = System.nanoTime();
    int status = HttpServletResponse.SC_INTERNAL_SERVER_ERROR;
    try {
      chain.doFilter(request, response);
      status = response.getStatus();
    } finally {
      meters.add(REQUESTS, Integer.toString(status), 1);
      String family = Family.of(request.getRequestURI()).label();
      meters.observe(DURATION, family, (System.nanoTime() - begin) / NANOSECONDS);
    }
  }
}
