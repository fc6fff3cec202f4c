// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.submission;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ooni.backend.measurement.ReportId;

class ContentMetadataTest {

  private static final ReportId REPORT =
      ReportId.parse("20261122T000000Z_webconnectivity_IT_7_n1_abcdefghijklmnop");

  @Test
  void theThreeTextsMayBeSpelledAsProbesDo() {
    assertDoesNotThrow(() -> of("IT", "AS7", "web_connectivity").mustBelongTo(REPORT));
    assertDoesNotThrow(() -> of("it", "as7", "webconnectivity").mustBelongTo(REPORT));
  }

  @ParameterizedTest
  @CsvSource({
    "DE, AS7, web_connectivity, cc_mismatch",
    "IT, AS8, web_connectivity, asn_mismatch",
    "IT, AS-7, web_connectivity, asn_mismatch",
    "IT, AS07, web_connectivity, asn_mismatch",
    "'', AS7, web_connectivity, cc_mismatch",
    "IT, '', web_connectivity, asn_mismatch",
    "IT, AS7, '', test_name_mismatch",
    "IT, AS99999999999999999999, web_connectivity, asn_mismatch",
    "IT, AS7, ndt, test_name_mismatch",
    "IT, AS7, Web_Connectivity, test_name_mismatch",
  })
  void anotherProbesMeasurementIsInconsistent(
      String country, String asn, String testName, String reason) {
    Refusal refused =
        assertThrows(Refusal.class, () -> of(country, asn, testName).mustBelongTo(REPORT));
    assertEquals(reason, refused.reason());
    assertEquals(400, refused.problem().status());
  }

  @ParameterizedTest
  @CsvSource({
    "it, AS7, ndt, bad_cc",
    "IT, 7, ndt, 'asn_len'', ''asn_no_as_prefix'",
    "IT, as7, ndt, asn_no_as_prefix",
    "IT, AS07, ndt, asn_leading_zero",
    "IT, AS7, 123, tn_no_lower",
    "IT, AS7, '', 'tn_len'', ''tn_no_lower'",
    "IT, AS7, n, tn_len",
    "IT, AS7, ../../etc/passwd, tn_no_lower",
    "ITA, AS12345678901, x, 'bad_cc'', ''tn_len'', ''asn_len'",
  })
  void badMetadataNamesEachFault(String country, String asn, String testName, String faults) {
    Refusal refused =
        assertThrows(Refusal.class, () -> of(country, asn, testName).mustBeWellFormed());
    assertEquals("bad_metadata", refused.reason());
    assertEquals("Errors: ['" + faults + "']", refused.problem().getMessage());
  }

  @Test
  void theLongestNettestIsTaken() {
    assertDoesNotThrow(() -> of("IT", "AS7", "http_header_field_manipulation").mustBeWellFormed());
    ReportId made = of("IT", "AS7", "x".repeat(30)).mintReport(Instant.EPOCH, "1");
    assertEquals("x".repeat(30), made.nettest());
    assertThrows(
        Refusal.class, () -> of("IT", "AS7", "x".repeat(31)).mintReport(Instant.EPOCH, "1"));
  }

  @Test
  void zerosInFrontAgreeWithAnIdThatHasThem() {
    ReportId zero = ReportId.parse(REPORT.text().replace("_7_", "_07_"));
    assertDoesNotThrow(() -> of("IT", "AS07", "web_connectivity").mustBelongTo(zero));
    Refusal refused =
        assertThrows(Refusal.class, () -> of("IT", "AS7", "web_connectivity").mustBelongTo(zero));
    assertEquals("asn_mismatch", refused.reason());
  }

  @Test
  void whatIsNotATextIsBadMetadata() {
    ContentMetadata number =
        new ContentMetadata(Optional.of("IT"), Optional.empty(), Optional.of("ndt"));
    assertEquals(
        "bad_metadata", assertThrows(Refusal.class, () -> number.mustBelongTo(REPORT)).reason());
  }

  private static ContentMetadata of(String country, String asn, String testName) {
    return new ContentMetadata(Optional.of(country), Optional.of(asn), Optional.of(testName));
  }
}
