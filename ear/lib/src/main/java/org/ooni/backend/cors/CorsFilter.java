// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.cors;

import jakarta.inject.Inject;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Tells browsers which pages may read the answer. It comes before all other filters, so that a
 * refusal of theirs can be read as well, and answers preflights itself. A configured origin may do
 * everything, with credentials; any other may read without them if the configuration says so.
 */
public class CorsFilter extends HttpFilter {

  private static final long serialVersionUID = 1L;

  private static final String ALLOW_ORIGIN = "Access-Control-Allow-Origin";
  private static final String ALLOW_METHODS = "Access-Control-Allow-Methods";
  private static final String REQUESTED_HEADERS = "Access-Control-Request-Headers";
  private static final Set<String> READING = Set.of("GET", "HEAD");
  private static final String SECONDS_TO_REMEMBER = "600";
  private static final String READABLE =
      "Content-Disposition, ETag, Link, RateLimit-Limit, RateLimit-Remaining, RateLimit-Reset,"
          + " Retry-After, X-Query-Cost, X-RateLimit-Remaining, X-Request-Id";

  /** Names of headers, separated by commas. */
  private static final Pattern NAMES = Pattern.compile("[A-Za-z0-9-]+(?:[ ]*,[ ]*[A-Za-z0-9-]+)*");

  private static final int LONGEST_NAMES = 500;

  @Inject transient CorsOrigins origins;

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    // also without an origin: what is stored for one page must not be given to another
    response.addHeader("Vary", "Origin");
    List<String> given = Collections.list(request.getHeaders("Origin"));
    if (given.size() != 1) {
      chain.doFilter(request, response);
      return;
    }
    String wanted = request.getHeader("Access-Control-Request-Method");
    boolean preflight = wanted != null && request.getMethod().equals("OPTIONS");
    boolean trusted = origins.isTrusted(given.get(0));
    if (trusted) {
      response.setHeader(ALLOW_ORIGIN, given.get(0));
      response.setHeader("Access-Control-Allow-Credentials", "true");
    } else if (origins.isOpenToAll()
        && READING.contains(preflight ? wanted : request.getMethod())) {
      response.setHeader(ALLOW_ORIGIN, "*");
    }
    if (preflight) {
      answer(request, response, trusted);
      return;
    }
    response.setHeader("Access-Control-Expose-Headers", READABLE);
    chain.doFilter(request, response);
  }

  private void answer(HttpServletRequest request, HttpServletResponse response, boolean trusted) {
    response.addHeader("Vary", "Access-Control-Request-Method, Access-Control-Request-Headers");
    response.setStatus(HttpServletResponse.SC_NO_CONTENT);
    if (trusted) {
      allow(request, response, "GET, HEAD, POST, PUT, PATCH, DELETE");
    } else if (origins.isOpenToAll()) {
      allow(request, response, "GET, HEAD");
    }
  }

  private static void allow(
      HttpServletRequest request, HttpServletResponse response, String methods) {
    response.setHeader(ALLOW_METHODS, methods);
    response.setHeader("Access-Control-Max-Age", SECONDS_TO_REMEMBER);
    String names = request.getHeader(REQUESTED_HEADERS);
    if (names != null && names.length() <= LONGEST_NAMES && NAMES.matcher(names).matches()) {
      response.setHeader("Access-Control-Allow-Headers", names);
    }
  }
}
