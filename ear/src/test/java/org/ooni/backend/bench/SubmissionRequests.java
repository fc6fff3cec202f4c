// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.bench;

import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/** Submissions of web_connectivity, each of which differs from all others in a number. */
final class SubmissionRequests {

  private static final String MARK = "0000000000000000";
  private static final int DIGITS = MARK.length();
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");

  private static final String BODY =
      """
      {"format":"json","content":{"annotations":{"architecture":"arm64","engine_name":      "ooniprobe-engine","engine_version":"3.20.0","platform":"android","ledger_id":"%MARK%"},      "data_format_version":"0.2.0","input":"https://example.org/","measurement_start_time":      "%TIME%","probe_asn":"AS30722","probe_cc":"IT","report_id":"%REPORT%","software_name":      "ooniprobe-android","software_version":"3.8.0","test_keys":{"accessible":true,"blocking":      false,"queries":[{"answers":[{"answer_type":"A","ipv4":"93.184.216.34","ttl":null}],      "failure":null,"hostname":"example.org","query_type":"A"}],"requests":[{"failure":null,      "request":{"headers":{"Accept":"*/*"},"method":"GET","url":"https://example.org/"},      "response":{"body":"%BODY%","code":200,"headers":{"Content-Type":"text/html"}}}],      "tcp_connect":[{"ip":"93.184.216.34","port":443,"status":{"success":true}}],      "title_match":true},"test_name":"web_connectivity","test_runtime":1.5,      "test_start_time":"%TIME%","test_version":"0.4.3"}}""";

  private final AtomicLong number = new AtomicLong();
  private final byte[] template;
  private final int position;

  /**
   * @param report id of the report they belong to
   * @param bytes size of one body, about
   */
  SubmissionRequests(String report, int bytes) {
    String time = LocalDateTime.now(ZoneOffset.UTC).minusMinutes(1).format(TIME);
    String frame = BODY.replace("%TIME%", time).replace("%REPORT%", report).replace("%MARK%", MARK);
    String body = frame.replace("%BODY%", page(Math.max(0, bytes - frame.length())));
    template = LoadClient.post("/report/" + report, body.getBytes(StandardCharsets.UTF_8));
    position = new String(template, StandardCharsets.UTF_8).indexOf(MARK);
  }

  /** A source of requests for one client. */
  Supplier<byte[]> forOneClient() {
    byte[] request = template.clone();
    return () -> {
      String digits = Long.toString(number.incrementAndGet());
      byte[] bytes = digits.getBytes(StandardCharsets.US_ASCII);
      System.arraycopy(bytes, 0, request, position + DIGITS - bytes.length, bytes.length);
      return request;
    };
  }

  private static String page(int bytes) {
    Random random = new Random(bytes);
    StringBuilder text = new StringBuilder(bytes + 64);
    while (text.length() < bytes) {
      text.append("<div class='item'><a href='/")
          .append(Integer.toString(random.nextInt(1 << 24), 36))
          .append("'>")
          .append(Integer.toString(random.nextInt(1 << 24), 36))
          .append("</a></div> ");
    }
    return text.substring(0, bytes);
  }
}
