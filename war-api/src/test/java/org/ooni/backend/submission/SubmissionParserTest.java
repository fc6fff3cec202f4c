// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.submission;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ooni.backend.measurement.ReportId;

class SubmissionParserTest {

  private static final ReportId REPORT =
      ReportId.parse("20261122T000000Z_webconnectivity_IT_30722_n1_abcdefghijklmnop");
  private static final String FIELDS =
      "\"probe_cc\":\"IT\",\"probe_asn\":\"AS30722\",\"test_name\":\"web_connectivity\"";

  private final SubmissionParser parser = new SubmissionParser(SubmissionLimits.MEASUREMENT);

  @Test
  void theContentIsFoundByteForByte() {
    String content = "{ \"title\" : \"caf\u00e9 \u4e2d \ud83d\ude00\",\n" + FIELDS + " }";
    String whole = " {\"content\" : " + content + " , \"x\":[{}], \"format\":\"json\"}\n";
    byte[] bytes = whole.getBytes(StandardCharsets.UTF_8);
    ParsedSubmission parsed = parser.parse(bytes);
    String found =
        new String(bytes, parsed.contentOffset(), parsed.contentLength(), StandardCharsets.UTF_8);
    assertEquals(content, found);
    parsed.metadata().mustBelongTo(REPORT);
    parsed.metadata().mustBeWellFormed();
  }

  @Test
  void aBrokenCharacterIsFoundWhereverItStands() {
    for (int blanks = 0; blanks < 20; blanks++) {
      String whole =
          "{\"format\":\"json\",\"content\":{"
              + FIELDS
              + ",\"x\":\""
              + " ".repeat(blanks)
              + "?\"}}";
      byte[] bytes = whole.getBytes(StandardCharsets.UTF_8);
      parser.parse(bytes);
      bytes[whole.indexOf('?')] = (byte) 0xC0;
      assertThrows(Refusal.class, () -> parser.parse(bytes));
    }
  }

  @Test
  void theSoftwareIsWhatTheMeasurementItselfSays() {
    String content =
        FIELDS
            + ",\"software_name\":\"probe\",\"software_version\":7,"
            + "\"annotations\":{\"a\":{\"platform\":\"x\"},\"platform\":\"linux\",\"b\":[1]},"
            + "\"test_keys\":{\"software_name\":\"y\"}";
    String whole = "{\"format\":\"json\",\"content\":{" + content + "}}";
    assertEquals(
        new ProbeSoftware(Optional.of("probe"), Optional.empty(), Optional.of("linux")),
        parser.parse(whole.getBytes(StandardCharsets.UTF_8)).software());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "null",
        "[]",
        "\"x\"",
        "{",
        "{}",
        "{\"format\":\"json\"}",
        "{\"content\":\"{}\"}",
        "{\"format\":null,\"content\":{}}",
        "{\"format\":\"yaml\",\"content\":{}}",
        "{\"format\":1,\"content\":{}}",
        "{\"format\":\"json\",\"content\":\"{}\"}",
        "{\"format\":\"json\",\"content\":7}",
        "{\"format\":\"json\",\"content\":{}}{}",
        "{\"format\":\"json\",\"content\":{},}",
        "{\"format\":\"json\",\"content\":{\"a\":NaN}}",
        "{\"format\":\"json\",\"content\":{\"a\":01}}",
        "{\"format\":\"json\",\"content\":{\"a\":\"\\x\"}}",
        "\ufeff{\"format\":\"json\",\"content\":{}}"
      })
  void otherFormsAreRefused(String body) {
    assertEquals("bad_json", refusal(body, StandardCharsets.UTF_8).reason());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\"format\":\"JSON\","})
  void anObjectAsContentNeedsNoFormat(String format) {
    ParsedSubmission parsed = parser.parse(bytes("{" + format + "\"content\":{" + FIELDS + "}}"));
    parsed.metadata().mustBelongTo(REPORT);
  }

  @Test
  void aTextThatIsMissingIsNotOneOfAnotherType() {
    ContentMetadata missing = parser.parseMeasurement(bytes("{}")).metadata();
    assertEquals(Optional.of(""), missing.probeCc());
    ContentMetadata others =
        parser.parseMeasurement(bytes("{\"probe_cc\":5,\"probe_asn\":null}")).metadata();
    assertEquals(Optional.empty(), others.probeCc());
    assertEquals(Optional.empty(), others.probeAsn());
  }

  @Test
  void onlyUtf8IsRead() {
    String good = wrap("");
    assertEquals("bad_json", refusal(good, StandardCharsets.UTF_16LE).reason());
    assertEquals("bad_json", refusal(good, StandardCharsets.UTF_16).reason());
    assertEquals("bad_json", refusal(wrap("\u00c3("), StandardCharsets.ISO_8859_1).reason());
    assertEquals("bad_json", refusal(wrap("\u00c0\u00af"), StandardCharsets.ISO_8859_1).reason());
  }

  @Test
  void aNameGivenTwiceIsRefusedWhereTheChecksLook() {
    String twice = "{\"format\":\"json\",\"content\":{" + FIELDS + ",\"probe_cc\":\"ZZ\"}}";
    assertEquals("duplicate_key", refusal(twice, StandardCharsets.UTF_8).reason());
    String escaped = twice.replace(",\"probe_cc", ",\"probe\\u005fcc");
    assertEquals("duplicate_key", refusal(escaped, StandardCharsets.UTF_8).reason());
    String envelope = "{\"format\":\"json\",\"format\":\"json\",\"content\":{}}";
    assertEquals("duplicate_key", refusal(envelope, StandardCharsets.UTF_8).reason());
  }

  @Test
  void hostileShapesAreRefusedSoon() {
    String colliding =
        IntStream.range(0, 1 << 16)
            .mapToObj(
                bits ->
                    IntStream.range(0, 16)
                        .mapToObj(i -> (bits >> i & 1) == 0 ? "Aa" : "BB")
                        .collect(Collectors.joining("", "\"", "\":1")))
            .collect(Collectors.joining(","));
    assertTimeout(
        Duration.ofSeconds(5),
        () -> {
          assertEquals("too_deep", keys("[".repeat(100_000) + "]".repeat(100_000)));
          assertEquals("too_deep", keys("{\"a\":".repeat(20_000) + "1" + "}".repeat(20_000)));
          assertEquals("bad_json", keys("9".repeat(1_000_000)));
          assertEquals("bad_json", keys("{\"" + "k".repeat(1_000_000) + "\":1}"));
          assertThrows(Refusal.class, () -> parser.parse(bytes(withKeys("{" + wide() + "}"))));
          assertThrows(Refusal.class, () -> parser.parse(bytes(withKeys("{" + colliding + "}"))));
        });
  }

  @Test
  void aDeepButHonestMeasurementIsTaken() {
    String keys = "[".repeat(150) + "]".repeat(150);
    assertEquals("IT", parser.parse(bytes(withKeys(keys))).metadata().probeCc().orElseThrow());
  }

  private String keys(String testKeys) {
    return refusal(withKeys(testKeys), StandardCharsets.UTF_8).reason();
  }

  private Refusal refusal(String body, Charset charset) {
    return assertThrows(Refusal.class, () -> parser.parse(body.getBytes(charset)));
  }

  private static String wide() {
    return IntStream.range(0, 200_000)
        .mapToObj(i -> "\"k" + i + "\":0")
        .collect(Collectors.joining(","));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static String withKeys(String testKeys) {
    return "{\"format\":\"json\",\"content\":{" + FIELDS + ",\"test_keys\":" + testKeys + "}}";
  }

  private static String wrap(String input) {
    return "{\"format\":\"json\",\"content\":{" + FIELDS + ",\"input\":\"" + input + "\"}}";
  }
}
