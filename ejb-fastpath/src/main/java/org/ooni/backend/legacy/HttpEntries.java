// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.legacy;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.ooni.backend.json.Json;
import org.ooni.backend.json.JsonArray;
import org.ooni.backend.json.JsonLiteral;
import org.ooni.backend.json.JsonObject;

/** What old HTTP tests wrote about their requests, in the form that is scored. */
final class HttpEntries {

  private static final Set<String> NETTESTS =
      Set.of(
          "domclass_collector",
          "http_header_field_manipulation",
          "http_host",
          "http_keyword_filtering",
          "http_requests",
          "http_uk_mobile_networks",
          "http_url_list",
          "meek_fronted_requests",
          "squid",
          "tor_http_requests_test");

  /** It compares headers, but has no requests of this form. */
  private static final String WEBSITE_PROBE = "website_probe";

  private static final String HEADERS_DIFF = "headers_diff";
  private static final String REQUESTS = "requests";

  private HttpEntries() {}

  /** Changes the measurement when it is of an HTTP test. */
  static void normalise(JsonObject measurement) {
    String nettest = measurement.member("test_name").text();
    boolean hasRequests = NETTESTS.contains(nettest);
    if (!(measurement.member("test_keys") instanceof JsonObject testKeys)
        || !(hasRequests || nettest.equals(WEBSITE_PROBE))) {
      return;
    }
    if (testKeys.member(HEADERS_DIFF) instanceof JsonObject names) {
      List<Json> listed = new ArrayList<>();
      names.each().forEach(listed::add);
      testKeys.put(HEADERS_DIFF, new JsonArray(listed));
    }
    if (!hasRequests) {
      return;
    }
    measurement.put("test_keys", withRequests(testKeys));
    if (measurement.member("input").isNothing()) {
      measurement.put("input", urlOption(measurement.member("options")));
    }
  }

  private static JsonObject withRequests(JsonObject testKeys) {
    List<Json> sessions = new ArrayList<>();
    if (testKeys.member(REQUESTS) instanceof JsonArray given) {
      sessions.addAll(given.elements());
    }
    JsonObject rest = testKeys;
    Json request = testKeys.member("request");
    Json response = testKeys.member("response");
    if (request.isTruthy() && response.isTruthy()) {
      sessions.add(new JsonObject().put("request", request).put("response", response));
      rest = Members.without(testKeys, Set.of("request", "response"));
    }
    return rest.put(REQUESTS, new JsonArray(inOrder(sessions)));
  }

  /** The first without tor, the first with it, then the others. */
  private static List<Json> inOrder(List<Json> sessions) {
    List<Json> plain = new ArrayList<>();
    List<Json> overTor = new ArrayList<>();
    for (Json session : sessions) {
      boolean isTor = session instanceof JsonObject object && HttpSession.normalise(object);
      (isTor ? overTor : plain).add(session);
    }
    List<Json> ordered = new ArrayList<>(plain.subList(0, Math.min(1, plain.size())));
    ordered.addAll(overTor.subList(0, Math.min(1, overTor.size())));
    ordered.addAll(plain.subList(Math.min(1, plain.size()), plain.size()));
    ordered.addAll(overTor.subList(Math.min(1, overTor.size()), overTor.size()));
    return ordered;
  }

  /** What was given as {@code -u}, else as {@code --url}. */
  private static Json urlOption(Json options) {
    if (!(options instanceof JsonArray list)) {
      return JsonLiteral.NULL;
    }
    List<Json> arguments = list.elements();
    for (String option : List.of("-u", "--url")) {
      int at = arguments.stream().map(argument -> argument.is(option)).toList().indexOf(true);
      if (at >= 0 && at + 1 < arguments.size()) {
        return arguments.get(at + 1);
      }
    }
    return JsonLiteral.NULL;
  }
}
