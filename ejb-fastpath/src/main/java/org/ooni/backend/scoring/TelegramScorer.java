// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.scoring;

import java.util.Set;
import org.ooni.backend.fingerprint.FingerprintSnapshot;
import org.ooni.backend.json.Json;
import org.ooni.backend.json.JsonLiteral;
import org.ooni.backend.json.JsonNumber;
import org.ooni.backend.json.JsonText;
import org.ooni.backend.json.MalformedJson;

/** telegram (ts-020): access points over TCP and HTTP, and the web client. */
final class TelegramScorer implements Scorer {

  private static final Set<String> WEB_CLIENT =
      Set.of("https://web.telegram.org/", "http://web.telegram.org/");

  @Override
  public Scores score(Measurement measurement, FingerprintSnapshot fingerprints) {
    Json testKeys = measurement.testKeys();
    boolean webBlocked = testKeys.member("telegram_web_status").is("blocked");
    Evidence.Connections tcp = Evidence.connections(testKeys);
    Json webFailure = JsonLiteral.NULL;
    int succeeded = 0;
    int failed = 0;
    for (Json entry : testKeys.memberOr("requests", Evidence.NO_ELEMENTS).each()) {
      Json request = entry.member("request");
      Json url = request.isMissing() ? request : request.member("url");
      if (url.isMissing()) {
        return Scores.base().fail("telegram:request_without_url");
      }
      Json failure = present(entry.member("failure"));
      if (url instanceof JsonText text && WEB_CLIENT.contains(text.text())) {
        webFailure = failure.isNothing() ? webFailure : failure;
        continue;
      }
      succeeded += failure.isNothing() ? 1 : 0;
      failed += failure.isNothing() ? 0 : 1;
    }
    int requests = succeeded + failed;
    double http = requests == 0 ? 0.5 : (double) failed / requests;
    Scores scores = Scores.base();
    scores.blocking(
        tcp.unreachableShare() + http + (webBlocked ? 1 : 0),
        webBlocked ? "telegram:web_blocked" : "telegram:endpoints");
    scores
        .put("web_failure", webFailure)
        .put("accessible_endpoints", JsonNumber.of(tcp.reachable()))
        .put("unreachable_endpoints", JsonNumber.of(tcp.unreachable()))
        .put("http_success_cnt", JsonNumber.of(succeeded))
        .put("http_failure_cnt", JsonNumber.of(failed));
    return webFailure.isNothing()
        ? scores
        : scores.message("failure: " + ShownValue.of(webFailure));
  }

  private static Json present(Json failure) {
    if (failure.isMissing()) {
      throw MalformedJson.shape("a request without the key failure");
    }
    return failure;
  }
}
