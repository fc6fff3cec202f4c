// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.scoring;

import java.util.Iterator;
import org.ooni.backend.fingerprint.FingerprintSnapshot;
import org.ooni.backend.json.Json;
import org.ooni.backend.json.JsonArray;
import org.ooni.backend.json.JsonLiteral;
import org.ooni.backend.json.JsonNumber;
import org.ooni.backend.json.JsonObject;
import org.ooni.backend.json.JsonText;
import org.ooni.backend.json.MalformedJson;

/** meek_fronted_requests_test (ts-014): does the content network that fronts meek answer itself? */
final class MeekFrontedRequestsScorer implements Scorer {

  private static final String NAME = "meek_fronted_requests_test:";
  private static final String FRONT = "ECAcc ";
  private static final int OK = 200;

  @Override
  public Scores score(Measurement measurement, FingerprintSnapshot fingerprints) {
    Scores scores = Scores.base();
    Json requests = measurement.testKeys().member("requests");
    if (!requests.isTruthy()) {
      return scores.blocking(1, NAME + "no_requests").put("accuracy", JsonNumber.of(0L));
    }
    double sum = 0;
    for (Json entry : requests.each()) {
      Json response = entry.member("response");
      if (response == JsonLiteral.NULL) {
        return scores.blocking(1, NAME + "no_response");
      }
      Json answer = response.isMissing() ? Evidence.NO_MEMBERS : response;
      if (!(answer.member("code") instanceof JsonNumber code && code.is(OK))) {
        return scores.blocking(1, NAME + "status");
      }
      if (!server(answer.member("headers")).startsWith(FRONT)) {
        sum += 0.5;
        scores.blocking(sum, NAME + "other_server");
      }
    }
    return scores;
  }

  private static String server(Json headers) {
    Json named = headers.isMissing() ? Evidence.NO_MEMBERS : headers;
    Json server = (named instanceof JsonArray list ? byName(list) : named).member("Server");
    return server.isMissing() ? "" : server.text();
  }

  /** The form {@code [[name, [value, ...]], ...]} as an object of first values. */
  private static JsonObject byName(JsonArray list) {
    JsonObject named = new JsonObject();
    for (Json header : list.elements()) {
      if (!header.isTruthy()) {
        continue;
      }
      Iterator<Json> pair = indexed(header);
      Json name = next(pair);
      Json value = next(indexed(next(pair)));
      if (name instanceof JsonText text) {
        named.put(text.text(), value);
      } else {
        Reading.key(name);
      }
    }
    return named;
  }

  private static Iterator<Json> indexed(Json value) {
    if (value instanceof JsonArray || value instanceof JsonText) {
      return value.each().iterator();
    }
    throw MalformedJson.shape("a header that is a " + value.kind());
  }

  private static Json next(Iterator<Json> values) {
    if (!values.hasNext()) {
      throw MalformedJson.shape("a header without a value");
    }
    return values.next();
  }
}
