// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.measurement;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.ooni.backend.place.CountryCode;
import org.ooni.backend.place.ProbeAsn;

class ReportIdTest {

  @Test
  void aMintedIdCanBeParsedAndHasTheKnownForm() {
    ReportId id =
        ReportId.mint(
            Instant.parse("2026-01-02T03:04:05Z"),
            "web_connectivity",
            new CountryCode("IE"),
            new ProbeAsn(65550),
            "1");
    assertTrue(
        id.text().matches("20260102T030405Z_webconnectivity_IE_65550_n1_[A-Za-z0-9]{16}"),
        id.text());
    assertEquals(61, id.text().length());
    assertEquals(id, ReportId.parse(id.text()));
  }

  @Test
  void anUnknownCountryIsUnknownInAnyCase() {
    assertTrue(
        ReportId.parse("20230101T000000Z_ndt_zz_1_n1_abcdefghijklmnop").country().isUnknown());
  }

  @Test
  void theNetworkIsToldAsItIsWritten() {
    ReportId id = ReportId.parse("20230101T000000Z_ndt_IT_07_n1_abcdefghijklmnop");
    assertEquals("07", id.asnText());
    assertEquals(new ProbeAsn(7), id.asn());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "bogus",
        "20230101T000000Z_ndt_IT_1_n1",
        "20230101T000000Z_ndt_IT_1_n1_abcdefghijklmnop_x",
        "20230101T000000Z_n_IT_1_n1_abcdefghijklmnop",
        "20230101T000000Z_Ndt_IT_1_n1_abcdefghijklmnop",
        "20230101T000000Z_web-connectivity_IT_1_n1_abcdefghijklmnop",
        "20230101T000000Z_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxx_IT_1_n1_abcdefghijklmnop",
        "20230101T000000Z_ndt_it_1_n1_abcdefghijklmnop",
        "20230101T000000Z_ndt_ITA_1_n1_abcdefghijklmnop",
        "20230101T000000Z_ndt_IT_-1_n1_abcdefghijklmnop",
        "20230101T000000Z_ndt_IT_1e9_n1_abcdefghijklmnop",
        "20230101T000000Z_ndt_IT_99999999999999999999_n1_abcdefghijklmnop",
        "20230101T000000Z_ndt_IT_4294967296_n1_abcdefghijklmnop",
        "20230101T000000Z_ndt_IT_\u0663\u0660_n1_abcdefghijklmnop",
        "../20230101T000000Z_ndt_IT_1_n1_abcdefghijklmnop",
        "20230101T000000Z_ndt_IT_1_n1_abcdefgh\r\nijklmnop"
      })
  void anythingElseIsRefused(String text) {
    assertThrows(IllegalArgumentException.class, () -> ReportId.parse(text));
  }

  @Test
  void idsThatAreMadeTogetherDifferInTheirEnds() {
    List<ReportId> ids =
        ReportId.mintEach(
            Instant.EPOCH,
            List.of("web_connectivity", "dash"),
            new CountryCode("IT"),
            new ProbeAsn(7),
            "1");
    assertTrue(ids.get(0).text().startsWith("19700101T000000Z_webconnectivity_IT_7_n1_"));
    assertTrue(ids.get(1).text().startsWith("19700101T000000Z_dash_IT_7_n1_"));
    assertNotEquals(end(ids.get(0)), end(ids.get(1)));
    ids.forEach(id -> assertEquals(id, ReportId.parse(id.text())));
  }

  @ParameterizedTest
  @CsvSource({"1, true", "abc9, true", "'', false", "a_b, false", "a b, false", "ü, false"})
  void aCollectorIsAPartOfAnId(String collector, boolean is) {
    assertEquals(is, ReportId.isCollector(collector));
  }

  private static String end(ReportId id) {
    return id.text().substring(id.text().length() - 16);
  }
}
