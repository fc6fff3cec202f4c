// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.measurements;

import static org.junit.jupiter.api.Assertions.assertEquals;

import jakarta.ws.rs.core.MultivaluedHashMap;
import java.time.Clock;
import java.time.ZoneOffset;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which lists have to share the few places of heavy questions. */
class HeavyListsTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "failure=false&limit=50&order=desc",
        "anomaly=true&test_name=signal",
        "confirmed=true&category_code=NEWS",
        "probe_cc=IT&test_name=signal&software_version=3.1",
        "probe_asn=AS3269&category_code=NEWS",
        "domain=example.org&test_version=1",
        "input=https://example.org/&engine_version=1",
        "report_id=20240110T000500Z&software_version=1",
        "ooni_run_link_id=10042&test_name=signal",
        "limit=10000&offset=10000"
      })
  void whatAnIndexAnswersIsLight(String query) {
    assertEquals(false, isHeavy(query), query);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "category_code=NEWS",
        "test_name=signal",
        "software_version=3.1&anomaly=false",
        "test_version=1",
        "engine_version=1&failure=true",
        "limit=10001",
        "probe_cc=IT&offset=10001"
      })
  void whatMayLookAtManyRowsIsHeavy(String query) {
    assertEquals(true, isHeavy(query), query);
  }

  private static boolean isHeavy(String query) {
    MultivaluedHashMap<String, String> parameters = new MultivaluedHashMap<>();
    for (String pair : query.split("&")) {
      if (!pair.isEmpty()) {
        parameters.add(pair.split("=")[0], pair.split("=")[1]);
      }
    }
    Clock clock = Clock.fixed(ReadingApi.NOW, ZoneOffset.UTC);
    return new ListRequest(parameters, clock).query().isHeavy();
  }
}
