// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.scoring;

import org.ooni.backend.fingerprint.FingerprintSnapshot;
import org.ooni.backend.json.Json;
import org.ooni.backend.json.JsonLiteral;
import org.ooni.backend.json.JsonObject;
import org.ooni.backend.json.MalformedJson;

/** whatsapp (ts-018): the web client, the registration server and the endpoints. */
final class WhatsappScorer implements Scorer {

  private static final String PROBE_ERROR = "unknown_failure 'ascii' co";
  private static final String WEB_CLIENT = "https://web.whatsapp.com/";
  private static final String REGISTRATION = "https://v.whatsapp.net/v2/register";

  @Override
  public Scores score(Measurement measurement, FingerprintSnapshot fingerprints) {
    Json testKeys = measurement.testKeys();
    Scores scores = Scores.base();
    if (Evidence.hasUnknownFailure(testKeys)) {
      scores.fail("whatsapp:unknown_failure");
    }
    Json webFailure = testKeys.member("whatsapp_web_failure");
    if (webFailure.isTruthy() && Reading.contains(webFailure, PROBE_ERROR)) {
      return scores.fail("whatsapp:probe_error");
    }
    Json requests = testKeys.member("requests");
    if (!requests.isTruthy()) {
      if (!measurement.member("report_id").isTruthy()) {
        throw MalformedJson.shape("neither requests nor a report_id");
      }
      return scores.fail("whatsapp:no_requests");
    }
    return byRequests(scores, requests, testKeys);
  }

  private static Scores byRequests(Scores scores, Json requests, Json testKeys) {
    Json web = JsonLiteral.MISSING;
    Json registration = JsonLiteral.MISSING;
    for (Json entry : requests.each()) {
      Json request = orEmpty(entry.member("request"));
      Json url = request.member("url");
      Json failure = entry.member("failure");
      if (url.is(WEB_CLIENT)) {
        boolean works = failure == JsonLiteral.NULL || Reading.isZero(failure) || failure.is("");
        web = JsonLiteral.of(works);
      } else if (url.is(REGISTRATION)) {
        registration = JsonLiteral.of(failure.isNothing());
      }
    }
    if (web.isMissing() || registration.isMissing()) {
      return scores.fail("whatsapp:requests_missing");
    }
    if (web.isFalse() || registration.isFalse()) {
      return scores.blocking(1, web.isFalse() ? "whatsapp:web" : "whatsapp:registration");
    }
    return byEndpoints(scores, testKeys);
  }

  private static Scores byEndpoints(Scores scores, Json testKeys) {
    Evidence.Connections tcp = Evidence.connections(testKeys);
    if (tcp.isEmpty()) {
      scores.fail("whatsapp:no_endpoints");
    } else if (tcp.reachable() == 0) {
      scores.blocking(1, "whatsapp:endpoints");
    }
    return scores.put(
        "analysis",
        new JsonObject()
            .put("registration_server_accessible", JsonLiteral.TRUE)
            .put("whatsapp_web_accessible", JsonLiteral.TRUE)
            .put("whatsapp_endpoints_accessible", JsonLiteral.of(tcp.reachable() > 0)));
  }

  private static Json orEmpty(Json value) {
    return value.isMissing() ? Evidence.NO_MEMBERS : value;
  }
}
