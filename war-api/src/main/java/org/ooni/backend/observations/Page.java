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
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.ooni.backend.problem.Unprocessable;
import org.ooni.backend.queries.Conditions;
import org.ooni.backend.queries.Parameters;

/**
 * A part of a list, by the parameters of the request (measurement API 5.1). How long the list is,
 * nobody counts.
 *
 * @param column that it is ordered by
 * @param direction {@code asc} or {@code desc}
 */
record Page(String column, String direction, int limit, long offset) {

  private static final int MAXIMUM_LIMIT = 10_000;
  private static final int DEFAULT_LIMIT = 100;

  private static final Set<String> COLUMNS =
      Set.of("measurement_start_time", "input", "probe_cc", "probe_asn", "test_name");

  private static final ObjectMapper JSON = new ObjectMapper();

  /**
   * Reads it.
   *
   * @throws Unprocessable when a parameter is out of range, or the order neither asc nor desc
   */
  static Page of(Parameters parameters) {
    String column = parameters.text("order_by").orElse("measurement_start_time");
    if (!COLUMNS.contains(column)) {
      throw new Unprocessable("order_by", "must be one of " + COLUMNS.stream().sorted().toList());
    }
    String direction =
        parameters.text("order").map(text -> text.toLowerCase(Locale.ROOT)).orElse("desc");
    if (!direction.equals("asc") && !direction.equals("desc")) {
      throw new Unprocessable("order", "must be asc or desc");
    }
    return new Page(
        column,
        direction,
        (int) parameters.number("limit", 0, MAXIMUM_LIMIT).orElse(DEFAULT_LIMIT),
        parameters.number("offset", 0, Integer.MAX_VALUE).orElse(0));
  }

  /**
   * The statement that asks for it.
   *
   * @param select columns and table, where every row has a {@code measurement_uid}
   */
  Conditions.Statement of(Conditions where, String select) {
    String order =
        "order by %s %s, measurement_uid %s limit ? offset ?"
            .formatted(column, direction, direction);
    return where.statement(select, order, limit, offset);
  }

  /** The member {@code metadata}. */
  String metadata(Duration queryTime, URI baseUrl, UriInfo request) {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("count", -1);
    members.put("current_page", limit == 0 ? 1 : (offset + limit - 1) / limit + 1);
    members.put("limit", limit);
    // as in the reference there always is one: nobody counts, and a short page is the last
    members.put("next_url", limit > 0 ? nextUrl(baseUrl, request) : null);
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
