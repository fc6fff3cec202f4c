// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.measurements;

import jakarta.ws.rs.core.MultivaluedMap;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.ooni.backend.queries.Parameters;

/**
 * The address of a list, which stays the same from page to page: the caller's own parameters, with
 * the bounds of time that were chosen for it, lest the list change at midnight.
 */
final class ListAddress {

  private static final String PATH = "/api/v1/measurements?";
  private static final Set<String> OF_THE_PAGE = Set.of("cursor", "offset", "limit");

  /** What makes two lists different. */
  private static final List<String> OF_THE_LIST =
      List.of(
          "report_id",
          "input",
          "domain",
          "probe_cc",
          "probe_asn",
          "test_name",
          "category_code",
          "since",
          "until",
          "anomaly",
          "confirmed",
          "failure",
          "software_version",
          "test_version",
          "engine_version",
          "ooni_run_link_id",
          "order");

  private final MultivaluedMap<String, String> values;
  private final Parameters parameters;
  private final Optional<Instant> since;
  private final Optional<Instant> until;

  /**
   * Of a request.
   *
   * @param values as the caller gave them
   * @param since the bound of the list, given or chosen
   * @param until likewise
   */
  ListAddress(
      MultivaluedMap<String, String> values, Optional<Instant> since, Optional<Instant> until) {
    this.values = values;
    this.parameters = new Parameters(values);
    this.since = since;
    this.until = until;
  }

  /** What is the same on all its pages: a cursor of another list has something else. */
  String identity() {
    return OF_THE_LIST.stream()
        .map(name -> name + "=" + value(name) + "\n")
        .collect(Collectors.joining());
  }

  /** Of the page after one that ends with a measurement. */
  String nextUrl(URI baseUrl, ListPage page, Cursor last) {
    List<String> pairs = new ArrayList<>();
    values.forEach(
        (name, all) -> {
          if (!OF_THE_PAGE.contains(name) && !isEmptyBound(name)) {
            all.forEach(value -> pairs.add(pair(name, value)));
          }
        });
    for (String bound : List.of("since", "until")) {
      if (parameters.text(bound).isEmpty() && !value(bound).isEmpty()) {
        pairs.add(pair(bound, value(bound)));
      }
    }
    pairs.add(pair("cursor", last.text(identity())));
    pairs.add(pair("offset", Long.toString(page.offset() + page.rows())));
    pairs.add(pair("limit", Integer.toString(page.limit())));
    return baseUrl + PATH + String.join("&", pairs);
  }

  private boolean isEmptyBound(String name) {
    return (name.equals("since") || name.equals("until")) && parameters.text(name).isEmpty();
  }

  private String value(String name) {
    Optional<String> chosen =
        switch (name) {
          case "since" -> since.map(Instant::toString);
          case "until" -> until.map(Instant::toString);
          default -> Optional.empty();
        };
    return parameters.text(name).or(() -> chosen).orElse("");
  }

  private static String pair(String name, String value) {
    return URLEncoder.encode(name, StandardCharsets.UTF_8)
        + "="
        + URLEncoder.encode(value, StandardCharsets.UTF_8);
  }
}
