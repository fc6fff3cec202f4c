// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.legacy;

import org.ooni.backend.json.Json;
import org.ooni.backend.json.JsonArray;
import org.ooni.backend.json.JsonLiteral;
import org.ooni.backend.json.JsonObject;
import org.ooni.backend.json.JsonText;

/** One request and its response in an old HTTP test. */
final class HttpSession {

  private static final String OVER_TOR = "shttp";
  private static final String HEADERS = "headers";
  private static final String TOR = "tor";

  private HttpSession() {}

  /**
   * Brings the session into today's form.
   *
   * @return whether the request went over tor
   */
  static boolean normalise(JsonObject session) {
    JsonObject response = message(session.member("response"));
    JsonObject request = message(session.member("request"));
    JsonObject tor = tor(request);
    request.put(TOR, tor);
    if (request.member("url") instanceof JsonText url && url.text().startsWith(OVER_TOR)) {
      request.put("url", JsonText.of(url.text().replace(OVER_TOR + "://", "http://")));
    }
    session.put("request", request);
    session.put("response", response);
    session.put("response_length", length(response));
    return tor.member("is_tor").isTrue();
  }

  /** The route of the request; that of an {@code shttp} address was never recorded. */
  private static JsonObject tor(JsonObject request) {
    Json given = request.member(TOR);
    Json exitIp = JsonLiteral.NULL;
    Json exitName = JsonLiteral.NULL;
    boolean isTor =
        given.isTrue()
            || request.member("url") instanceof JsonText url && url.text().startsWith(OVER_TOR);
    if (!isTor && given instanceof JsonObject known && known.member("is_tor").isTrue()) {
      isTor = true;
      exitIp = known.memberOr("exit_ip", JsonLiteral.NULL);
      exitName = known.memberOr("exit_name", JsonLiteral.NULL);
    }
    return new JsonObject()
        .put("is_tor", JsonLiteral.of(isTor))
        .put("exit_ip", exitIp)
        .put("exit_name", exitName);
  }

  /** The request or response with a body and headers by name, be they empty. */
  private static JsonObject message(Json given) {
    JsonObject message = given instanceof JsonObject object ? object : new JsonObject();
    message.put("body", cleaned(message.memberOr("body", JsonLiteral.NULL)));
    Json headers = message.member(HEADERS);
    if (!(headers instanceof JsonObject)) {
      message.put(HEADERS, headers instanceof JsonArray list ? byName(list) : new JsonObject());
    }
    return message;
  }

  /** The form {@code [[name, [value, ...]], ...]} as an object of first values. */
  private static JsonObject byName(JsonArray headers) {
    JsonObject named = new JsonObject();
    for (Json header : headers.elements()) {
      if (header instanceof JsonArray pair
          && pair.elements().size() == 2
          && pair.elements().get(0) instanceof JsonText name) {
        named.put(name.text(), cleaned(first(first(pair.elements().get(1)))));
      }
    }
    return named;
  }

  /** The first value of a list, which old probes nested once or twice. */
  private static Json first(Json value) {
    if (!(value instanceof JsonArray values)) {
      return value;
    }
    return values.isTruthy() ? values.elements().get(0) : JsonLiteral.NULL;
  }

  private static Json cleaned(Json value) {
    return value instanceof JsonText text
        ? JsonText.of(EscapedBytes.escaped(text.text()).replace("\u0000", ""))
        : value;
  }

  /** What the response said to be its length, as it said it. */
  private static Json length(JsonObject response) {
    Json length = JsonLiteral.NULL;
    if (response.member(HEADERS) instanceof JsonObject headers) {
      for (String name : headers.names()) {
        if (name.equalsIgnoreCase("content-length")) {
          length = headers.member(name);
        }
      }
    }
    return length;
  }
}
