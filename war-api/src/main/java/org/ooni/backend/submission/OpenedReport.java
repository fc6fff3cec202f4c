// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.submission;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.regex.Pattern;
import org.ooni.backend.measurement.ReportId;
import org.ooni.backend.place.CountryCode;
import org.ooni.backend.place.ProbeAsn;

/**
 * What a probe says when it opens a report, made usable as probe services 3.13 says: an unusable
 * network or country becomes unknown, only the nettest's name must be right, because it becomes
 * part of the id.
 *
 * @param testName lower case, letters, digits and underscores
 */
record OpenedReport(String testName, CountryCode country, ProbeAsn asn) {

  private static final Pattern TEST_NAME = Pattern.compile("[a-z0-9_]{2,30}");
  private static final Pattern ASN = Pattern.compile("AS[0-9]{1,10}");
  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .build();

  static {
    JSON.getFactory()
        .setStreamReadConstraints(
            StreamReadConstraints.builder()
                .maxNestingDepth(SubmissionLimits.REPORT.depth())
                .maxNumberLength(SubmissionLimits.REPORT.numberLength())
                .build());
  }

  /**
   * Reads the request.
   *
   * @throws Refusal when it is not a JSON object or names no nettest
   */
  static OpenedReport parse(byte[] body) {
    JsonNode request = read(body);
    if (!request.isObject()) {
      throw Refusal.incorrectFormat("bad_json", "The body is not a JSON object.");
    }
    String testName = text(request, "test_name", "").toLowerCase(Locale.ROOT);
    if (!TEST_NAME.matcher(testName).matches() || !ReportId.isMintable(testName.replace("_", ""))) {
      throw Refusal.incorrectFormat(
          "bad_test_name", "test_name must be 2 to 30 letters, digits and underscores.");
    }
    return new OpenedReport(
        testName, country(text(request, "probe_cc", "ZZ")), asn(text(request, "probe_asn", "AS0")));
  }

  private static JsonNode read(byte[] body) {
    try {
      return JSON.readTree(body);
    } catch (JsonProcessingException e) {
      throw Refusal.incorrectFormat("bad_json", "The body is not JSON.");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String text(JsonNode request, String name, String otherwise) {
    JsonNode value = request.path(name);
    return value.isTextual() ? value.textValue() : otherwise;
  }

  private static CountryCode country(String text) {
    String code = text.toUpperCase(Locale.ROOT).replace("_", "");
    return CountryCode.isCode(code) ? new CountryCode(code) : CountryCode.UNKNOWN;
  }

  private static ProbeAsn asn(String text) {
    String asn = text.toUpperCase(Locale.ROOT);
    if (!ASN.matcher(asn).matches()) {
      return ProbeAsn.UNKNOWN;
    }
    long number = Long.parseLong(asn.substring(2));
    return number > 0xFFFF_FFFFL ? ProbeAsn.UNKNOWN : new ProbeAsn(number);
  }
}
