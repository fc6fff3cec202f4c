// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.system;

import java.nio.charset.StandardCharsets;
import java.util.Random;

/** Requests of a probe, for all tests of the deployed system. */
final class Fixtures {

  /** What a probe sends to open a report. */
  static final String OPEN_REPORT =
      """
      {"data_format_version":"0.2.0","format":"json","probe_asn":"AS30722","probe_cc":"IT",      "software_name":"ooniprobe-cli","software_version":"3.20.0","test_name":"web_connectivity",      "test_start_time":"2026-11-22 00:00:00","test_version":"0.4.3"}""";

  private static final String CONTENT =
      """
      {"annotations":{"architecture":"amd64","engine_name":"ooniprobe-engine",      "engine_version":"3.20.0","platform":"linux","ledger_id":"%LEDGER%"},      "data_format_version":"0.2.0","input":"https://example.org/%LEDGER%",      "measurement_start_time":"%TIME%","probe_asn":"AS30722","probe_cc":"IT",      "report_id":"%REPORT%","software_name":"ooniprobe-cli","software_version":"3.20.0",      "test_keys":{"accessible":false,"blocking":"dns","queries":[],"requests":[      {"failure":null,"request":{"url":"https://example.org/"},"response":{"body":"%BODY%",      "code":200,"headers":{"Content-Type":"text/html"}}}]},"test_name":"web_connectivity",      "test_runtime":1.5,"test_start_time":"%TIME%","test_version":"0.4.3"}""";

  private Fixtures() {}

  /**
   * A measurement of web_connectivity that saw DNS blocking.
   *
   * @param ledger tells it from all others
   * @param time when it started, as {@code yyyy-MM-dd HH:mm:ss}
   * @param bodyBytes size of the page it fetched
   */
  static String content(String report, String ledger, String time, int bodyBytes) {
    return CONTENT
        .replace("%REPORT%", report)
        .replace("%LEDGER%", ledger)
        .replace("%TIME%", time)
        .replace("%BODY%", page(bodyBytes));
  }

  /** The measurement in its envelope. */
  static byte[] envelope(String content) {
    return ("{\"format\":\"json\",\"content\":" + content + "}").getBytes(StandardCharsets.UTF_8);
  }

  /** Words that compress about as well as a page does. */
  private static String page(int bytes) {
    Random random = new Random(bytes);
    StringBuilder text = new StringBuilder(bytes + 16);
    while (text.length() < bytes) {
      text.append("<p>").append(Integer.toString(random.nextInt(1 << 20), 36)).append(" page</p> ");
    }
    return text.substring(0, bytes);
  }
}
