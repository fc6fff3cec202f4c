// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.scoring;

import org.ooni.backend.fingerprint.FingerprintSnapshot;
import org.ooni.backend.json.Json;
import org.ooni.backend.json.JsonNumber;
import org.ooni.backend.json.JsonObject;
import org.ooni.backend.json.JsonText;

/** browser_web: does a page load in a browser? */
final class BrowserWebScorer implements Scorer {

  @Override
  public Scores score(Measurement measurement, FingerprintSnapshot fingerprints) {
    Json testKeys = measurement.testKeys();
    Scores scores = Scores.base();
    Json result = testKeys.member("result");
    if (result.is("error")) {
      scores.blocking(1, "browser_web:error");
    } else if (!result.is("ok")) {
      scores.fail("browser_web:no_result");
    }
    return scores.put(
        "extra",
        new JsonObject()
            .put("browser_name", testKeys.memberOr("browser_name", JsonText.of("")))
            .put("load_time_ms", testKeys.memberOr("load_time_ms", JsonNumber.of(0L))));
  }
}
