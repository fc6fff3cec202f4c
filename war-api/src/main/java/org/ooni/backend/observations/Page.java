// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.observations;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.ooni.backend.problem.Unprocessable;
import org.ooni.backend.queries.Parameters;

/**
 * A part of a list, by the parameters of the request (measurement API 5.1). How long the list is,
 * nobody counts.
 *
 * @param direction {@code asc} or {@code desc}
 */
record Page(String direction, int limit, long offset) {

  private static final int MAXIMUM_LIMIT = 10_000;
  private static final int DEFAULT_LIMIT = 100;
  private static final ObjectMapper JSON = new ObjectMapper();

  /**
   * Reads it.
   *
   * @throws Unprocessable when a parameter is out of range, or the order neither asc nor desc
   */
  static Page of(Parameters parameters) {
    String direction = parameters.text("order").map(String::toLowerCase).orElse("desc");
    if (!direction.equals("asc") && !direction.equals("desc")) {
      throw new Unprocessable("order", "must be asc or desc");
    }
    return new Page(
        direction,
        (int) parameters.number("limit", 0, MAXIMUM_LIMIT).orElse(DEFAULT_LIMIT),
        parameters.number("offset", 0, Integer.MAX_VALUE).orElse(0));
  }

  /** The member {@code metadata}. */
  String metadata(int rows, Duration queryTime, URI baseUrl, UriInfo request) {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("count", -1);
    members.put("current_page", limit == 0 ? 1 : (offset + limit - 1) / limit + 1);
    members.put("limit", limit);
    members.put("next_url", limit > 0 && rows >= limit ? nextUrl(baseUrl, request) : null);
    members.put("offset", offset);
    members.put("pages", -1);
    members.put("query_time", queryTime.toNanos() / 1e9);
    try {
      return JSON.writeValueAsString(members);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("metadata is made of texts and numbers only", e);
    }
  }

  private String nextUrl(URI baseUrl, UriInfo request) {
    String kept =
        request.getQueryParameters().entrySet().stream()
            .filter(given -> !given.getKey().equals("offset") && !given.getKey().equals("limit"))
            .flatMap(
                given ->
                    given.getValue().stream()
                        .map(value -> encoded(given.getKey()) + "=" + encoded(value) + "&"))
            .collect(Collectors.joining());
    String path = "/" + request.getPath().replaceFirst("^/+", "");
    return baseUrl + path + "?" + kept + "offset=" + (offset + limit) + "&limit=" + limit;
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
