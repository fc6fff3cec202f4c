// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.legacy;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class LegacyNamesTest {

  @ParameterizedTest
  @CsvSource({
    "HTTP Host, http_host",
    "HTTP Requests Test, http_requests",
    "HTTP Invalid Request Line, http_invalid_request_line",
    "HTTP Header Field Manipulation, http_header_field_manipulation",
    "test_put_random_capitalization, http_header_field_manipulation",
    "test_random_big_request_method, http_invalid_request_line",
    "DNS tamper, dns_consistency",
    "HTTPFilteringBypass, http_filtering_bypass",
    "httptrix, http_trix",
    "netalyzrwrapper, netalyzr_wrapper",
    "test_send_host_header, invalid",
    "psiphon_test, psiphon_test",
    "Made Up, made up",
  })
  void namesAreTodays(String former, String today) throws IOException {
    String header = "test_name: " + former;
    assertEquals(today, Reports.normalised(header, "a: 1").get("test_name").textValue());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "traceroute",
        "Multi Protocol Traceroute Test",
        "parasitic_tcp_traceroute_test",
        "dns_spoof",
        "captivep",
        "tls-handshake",
        "TCP Connect",
        "bridgereachability",
        "psiphon",
        "Lantern"
      })
  void oldFormsThatAreNotKeptAreLeftOut(String former) throws IOException {
    String report = "---\ntest_name: " + former + "\n...\n---\na: 1\n...\n";
    assertEquals(0, Reports.normalised(report).size());
  }

  @Test
  void aTestWithoutNameIsInvalid() throws IOException {
    assertEquals("invalid", Reports.normalised("a: 1", "b: 1").get("test_name").textValue());
  }
}
