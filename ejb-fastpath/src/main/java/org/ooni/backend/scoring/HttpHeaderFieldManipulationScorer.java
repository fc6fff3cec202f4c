// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.scoring;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.ooni.backend.fingerprint.FingerprintSnapshot;
import org.ooni.backend.json.Json;
import org.ooni.backend.json.JsonArray;
import org.ooni.backend.json.JsonDecoder;
import org.ooni.backend.json.JsonLimits;
import org.ooni.backend.json.JsonLiteral;
import org.ooni.backend.json.JsonObject;
import org.ooni.backend.json.JsonText;
import org.ooni.backend.json.MalformedJson;
import org.ooni.backend.json.Utf8Slice;

/** http_header_field_manipulation (ts-006): do the headers arrive as the probe sent them? */
final class HttpHeaderFieldManipulationScorer implements Scorer {

  private static final String NAME = "http_header_field_manipulation:";
  private static final List<Object> ADDED_BY_CLIENTS = List.of("Connection", "close");
  private static final double CHANGED = 1.1;

  @Override
  public Scores score(Measurement measurement, FingerprintSnapshot fingerprints) {
    Scores scores = Scores.base();
    Optional<Json> request = firstRequest(measurement);
    if (request.isEmpty()) {
      return scores.fail(NAME + "no_request");
    }
    Json response = request.get().member("response");
    if (response == JsonLiteral.NULL) {
      return scores.fail(NAME + "no_response");
    }
    Json body = response.isMissing() ? JsonLiteral.NULL : response.member("body");
    if (body.isNothing()) {
      scores.put("total_tampering", JsonLiteral.TRUE).message("Empty body");
      return scores.blocking(1, NAME + "empty_body");
    }
    Optional<Json> arrived = arrivedHeaders(body);
    if (arrived.isEmpty()) {
      return scores.message("Malformed ctrl_headers").blocking(1, NAME + "malformed_body");
    }
    return compare(scores, pairs(arrived.get(), true), pairs(sentHeaders(request.get()), false));
  }

  private static Scores compare(Scores scores, Set<List<Object>> arrived, Set<List<Object>> sent) {
    arrived.remove(ADDED_BY_CLIENTS);
    sent.remove(ADDED_BY_CLIENTS);
    Set<List<Object>> common = new HashSet<>(arrived);
    common.retainAll(sent);
    int changes = arrived.size() + sent.size() - 2 * common.size();
    return changes == 0
        ? scores
        : scores
            .message(changes + " unexpected header change")
            .blocking(CHANGED, NAME + "headers_changed");
  }

  /** The first request; empty when the measurement has none. */
  private static Optional<Json> firstRequest(Measurement measurement) {
    Json testKeys = measurement.member("test_keys");
    if (!(testKeys instanceof JsonObject)) {
      return Optional.empty();
    }
    Json requests = testKeys.member("requests");
    if (requests instanceof JsonText && requests.isTruthy()) {
      throw MalformedJson.shape("requests that are a text");
    }
    return requests instanceof JsonArray list && list.isTruthy()
        ? Optional.of(list.elements().get(0))
        : Optional.empty();
  }

  private static Json sentHeaders(Json request) {
    Json sent = request.member("request");
    Json headers = sent.isMissing() ? sent : sent.member("headers");
    return headers.isMissing() ? Evidence.NO_MEMBERS : headers;
  }

  /** The headers that the server saw, as it wrote them into the body. */
  private static Optional<Json> arrivedHeaders(Json body) {
    if (!(body instanceof JsonText text)) {
      return Optional.empty();
    }
    try {
      Utf8Slice utf8 = text.utf8();
      Json headers = JsonDecoder.decode(utf8, JsonLimits.MEASUREMENT).member("headers_dict");
      return headers.isMissing() ? Optional.empty() : Optional.of(headers);
    } catch (MalformedJson e) {
      // whatever is wrong with the body, a middlebox may have done it
      return Optional.empty();
    }
  }

  private static Set<List<Object>> pairs(Json headers, boolean listed) {
    if (!(headers instanceof JsonObject object)) {
      throw MalformedJson.shape("headers that are a " + headers.kind());
    }
    Set<List<Object>> pairs = new HashSet<>();
    for (String name : object.names()) {
      Json value = object.member(name);
      pairs.add(List.of(name, Reading.key(listed ? first(value) : value)));
    }
    return pairs;
  }

  private static Json first(Json value) {
    if ((value instanceof JsonArray || value instanceof JsonText) && value.isTruthy()) {
      return value.each().iterator().next();
    }
    throw MalformedJson.shape("a header without a value");
  }
}
