// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.scoring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class RowTest {

  private final ObjectNode measurement = Fixtures.measurement("openvpn/success.json");

  @Test
  void columnsComeFromTheMeasurement() {
    FastpathRow row = Fixtures.scored(measurement).row();
    assertEquals(Fixtures.UID, row.measurementUid());
    assertEquals("provider.corp", row.domain());
    assertEquals(64500L, row.probeAsn());
    assertEquals(Instant.parse("2026-03-01T10:10:10Z"), row.testStartTime());
    assertEquals("linux", row.platform());
    assertEquals("1.2.3", row.scorerVersion());
    assertEquals(Fixtures.fingerprints().id(), row.fingerprintSnapshot());
    assertEquals("u", row.isVerified());
  }

  @Test
  void openvpnHasARowOfItsOwn() {
    ObsOpenvpnRow row = Fixtures.scored(measurement).openvpn().orElseThrow();
    assertEquals(4, row.lastHandshakeTransactionId());
    assertTrue(row.success());
    assertFalse(row.anomaly());
  }

  @Test
  void whatTheDatabaseRefusesIsAFailureWithAReason() {
    measurement.put("software_name", 5).put("test_start_time", "1969-12-31 23:59:59");
    Outcome.Scored scored = Fixtures.scored(measurement);
    assertEquals(Optional.of("columns"), scored.failureReason());
    assertTrue(scored.row().msmFailure());
    assertNull(scored.row().testStartTime());
    assertEquals("", scored.row().softwareName());
    assertTrue(scored.row().scores().contains("software_name: a number"), scored.row().scores());
  }

  @Test
  void whatTheReferenceTakesIsCleanedWithoutAFailure() {
    measurement.put("software_name", "a\u0000b").put("test_runtime", 12345);
    String text = measurement.toString().replace("12345", "NaN");
    Outcome outcome = Fixtures.scoring().score(Fixtures.UID, text.getBytes(StandardCharsets.UTF_8));
    FastpathRow row = ((Outcome.Scored) outcome).row();
    assertFalse(row.msmFailure());
    assertEquals("ab", row.softwareName());
    assertNull(row.testRuntime());
    assertTrue(row.scores().contains("\"cleaned\":[\"software_name\""), row.scores());
  }

  @Test
  void aBrokenMeasurementKeepsTheColumnsThatCanBeHad() {
    measurement.put("test_keys", "text");
    Outcome.Scored scored = Fixtures.scored(measurement);
    assertEquals(Optional.of("test_keys"), scored.failureReason());
    assertEquals("provider.corp", scored.row().domain());
    assertEquals(64500L, scored.row().probeAsn());
    assertTrue(scored.row().scores().contains("\"accuracy\":0.0"), scored.row().scores());
  }

  @ParameterizedTest
  @CsvSource({
    "2026-03-01 11:15:30, false", "2026-03-01 11:15:31, true",
    "2025-03-01 10:15:31, false", "2025-03-01 10:15:30, true"
  })
  void clocksThatAreFarOffMakeAFailure(String start, boolean failure) {
    measurement.put("measurement_start_time", start);
    assertEquals(failure, Fixtures.scored(measurement).row().msmFailure());
  }

  @ParameterizedTest
  @CsvSource({
    "probe_cc, zz, unknown_country",
    "probe_asn, as0, unknown_network",
    "report_id, , no_report_id"
  })
  void whatCannotBePlacedIsDiscarded(String name, String value, String reason) {
    measurement.put(name, value);
    Outcome outcome = Fixtures.scoring().score(Fixtures.UID, Fixtures.text(measurement));
    assertEquals(new Outcome.Discarded(reason), outcome);
  }

  @Test
  void theEnvelopeSaysWhetherItWasVerified() {
    ObjectNode envelope = Fixtures.JSON.createObjectNode().put("format", "json");
    envelope.set("content", measurement);
    envelope.put("is_verified", "t");
    assertEquals("t", Fixtures.scored(envelope).row().isVerified());
    envelope.put("format", "xml");
    assertEquals(Optional.of("envelope"), Fixtures.scored(envelope).failureReason());
  }

  @Test
  void anEnvelopeWithoutFormatHasItsMeasurementScored() {
    ObjectNode envelope = Fixtures.JSON.createObjectNode();
    envelope.set("content", measurement);
    assertEquals(Fixtures.scored(measurement).row(), Fixtures.scored(envelope).row());
  }

  @Test
  void linkIdsAreUnsigned() {
    ((ObjectNode) measurement.get("annotations")).put("ooni_run_link_id", "18446744073709551615");
    assertEquals(
        new BigInteger("18446744073709551615"), Fixtures.scored(measurement).row().ooniRunLinkId());
  }

  @Test
  void oldIdsAreMadeFromTheBytes() {
    assertEquals(
        "01202102037f9c2ba4e88f827d61604550760585",
        TrivialId.of(new byte[0], ReferenceTime.parse("2021-02-03 10:11:12")));
  }
}
