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
import org.ooni.backend.json.JsonText;

/** What old HTTP tests wrote about their requests, in the form that is scored. */
final class HttpEntries {

  private static final Set<String> NETTESTS =
      Set.of("http_requests", "http_host", "http_header_field_manipulation");
  private static final String OVER_TOR = "shttp://";

  private HttpEntries() {}

  /** Changes the measurement when it is of an HTTP test. */
  static void normalise(JsonObject measurement) {
    if (!(measurement.member("test_name") instanceof JsonText name)
        || !NETTESTS.contains(name.text())
        || !(measurement.member("test_keys") instanceof JsonObject testKeys)) {
      return;
    }
    List<Json> plain = new ArrayList<>();
    List<Json> overTor = new ArrayList<>();
    if (testKeys.member("requests") instanceof JsonArray requests) {
      for (Json request : requests.elements()) {
        if (request instanceof JsonObject pair) {
          (normalisePair(pair) ? overTor : plain).add(pair);
        }
      }
    }
    testKeys.put("requests", new JsonArray(inOrder(plain, overTor)));
    if (measurement.member("input").isNothing()) {
      measurement.put("input", urlOption(measurement.member("options")));
    }
  }

  /** The first without tor, the first with it, then the others. */
  private static List<Json> inOrder(List<Json> plain, List<Json> overTor) {
    List<Json> ordered = new ArrayList<>(plain.subList(0, Math.min(1, plain.size())));
    ordered.addAll(overTor.subList(0, Math.min(1, overTor.size())));
    ordered.addAll(plain.subList(Math.min(1, plain.size()), plain.size()));
    ordered.addAll(overTor.subList(Math.min(1, overTor.size()), overTor.size()));
    return ordered;
  }

  /** Whether the request went over tor. */
  private static boolean normalisePair(JsonObject pair) {
    if (pair.member("response") instanceof JsonObject response) {
      normaliseMessage(response);
    }
    if (!(pair.member("request") instanceof JsonObject request)) {
      return false;
    }
    normaliseMessage(request);
    boolean secure = false;
    if (request.member("url") instanceof JsonText url && url.text().startsWith(OVER_TOR)) {
      secure = true;
      request.put("url", JsonText.of("http://" + url.text().substring(OVER_TOR.length())));
    }
    Json given = request.member("tor");
    JsonObject tor = given instanceof JsonObject object ? object : new JsonObject();
    boolean isTor = secure || given.isTrue() || tor.member("is_tor").isTruthy();
    tor.put("is_tor", JsonLiteral.of(isTor));
    for (String name : List.of("exit_ip", "exit_name")) {
      tor.put(name, tor.member(name).isMissing() ? JsonLiteral.NULL : tor.member(name));
    }
    request.put("tor", tor);
    return isTor;
  }

  private static void normaliseMessage(JsonObject message) {
    if (message.member("body") instanceof JsonText body) {
      message.put("body", JsonText.of(EscapedBytes.escaped(body.text()).replace("\u0000", "")));
    }
    if (message.member("headers") instanceof JsonArray headers) {
      message.put("headers", byName(headers));
    }
  }

  /** The form {@code [[name, [value, ...]], ...]} as an object of first values. */
  private static JsonObject byName(JsonArray headers) {
    JsonObject named = new JsonObject();
    for (Json header : headers.elements()) {
      if (header instanceof JsonArray pair
          && pair.elements().size() == 2
          && pair.elements().get(0) instanceof JsonText name) {
        Json value = pair.elements().get(1);
        boolean several = value instanceof JsonArray && value.isTruthy();
        named.put(name.text(), several ? value.each().iterator().next() : value);
      }
    }
    return named;
  }

  private static Json urlOption(Json options) {
    if (!(options instanceof JsonArray list)) {
      return JsonLiteral.NULL;
    }
    List<Json> arguments = list.elements();
    for (int i = 0; i + 1 < arguments.size(); i++) {
      if (arguments.get(i).is("--url") || arguments.get(i).is("-u")) {
        return arguments.get(i + 1);
      }
    }
    return JsonLiteral.NULL;
  }
}
