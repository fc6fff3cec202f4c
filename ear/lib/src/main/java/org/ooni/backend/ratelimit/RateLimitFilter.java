// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.ratelimit;

import jakarta.inject.Inject;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ThreadLocalRandom;
import org.ooni.backend.clientaddress.ClientAddress;
import org.ooni.backend.flow.EventCounters;
import org.ooni.backend.flow.EventCounters.Event;

/**
 * The door of both web applications: refuses who has used up its quota with 429, and who would be
 * one too many with 503. It comes before everything else, so a refused request costs next to
 * nothing; its answer is made here and repeats nothing of the request.
 */
public class RateLimitFilter extends HttpFilter {

  private static final long serialVersionUID = 1L;
  private static final int RETRY_LEAST = 30;
  private static final int RETRY_MOST = 90;
  private static final int TOO_MANY_REQUESTS = 429;

  @Inject transient RateLimits limits;
  @Inject transient ClientAddress addresses;
  @Inject transient EventCounters counters;

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    Family family = Family.of(request.getRequestURI());
    if (!family.isMetered()) {
      bounded(family, request, response, chain);
      return;
    }
    InetAddress client = addresses.of(request);
    if (limits.isAllowed(client)) {
      bounded(family, request, response, chain);
      return;
    }
    Metering metering = limits.meter(client);
    Allowance allowance = metering.allowance();
    if (allowance.isExhausted()) {
      counters.count(Event.LIMITED, "quota");
      Metering.tell(allowance, response);
      String body = "{\"error\":\"quota exceeded\"}";
      refuse(response, TOO_MANY_REQUESTS, Metering.seconds(allowance.reset()), body);
      return;
    }
    metering.open();
    request.setAttribute(Metering.ATTRIBUTE, metering);
    try {
      bounded(family, request, response, chain);
    } finally {
      metering.charge();
    }
  }

  private void bounded(
      Family family, HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    if (!family.isBounded()) {
      chain.doFilter(request, response);
      return;
    }
    if (!limits.enter(family)) {
      counters.count(Event.LIMITED, "busy_" + family.label());
      // spread out, so that those who were refused together do not come back together
      long seconds = ThreadLocalRandom.current().nextInt(RETRY_LEAST, RETRY_MOST);
      refuse(response, HttpServletResponse.SC_SERVICE_UNAVAILABLE, seconds, busy(family));
      return;
    }
    try {
      chain.doFilter(request, response);
    } finally {
      limits.leave(family);
    }
  }

  /** In the shape that all errors have, with the limit by its name. */
  private static String busy(Family family) {
    String text = "Too many requests at the same time (%s), try again".formatted(family.setting());
    return """
        {"error":"too busy","msg":"%1$s","detail":"%1$s","v":0}"""
        .formatted(text);
  }

  private static void refuse(
      HttpServletResponse response, int status, long retryAfterSeconds, String json)
      throws IOException {
    response.setStatus(status);
    response.setHeader("Retry-After", Long.toString(retryAfterSeconds));
    response.setHeader("Cache-Control", "no-cache");
    response.setHeader("X-Content-Type-Options", "nosniff");
    response.setContentType("application/json");
    byte[] body = json.getBytes(StandardCharsets.UTF_8);
    response.setContentLength(body.length);
    response.getOutputStream().write(body);
  }
}
