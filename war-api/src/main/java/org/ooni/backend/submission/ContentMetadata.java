// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.submission;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.ooni.backend.measurement.ReportId;
import org.ooni.backend.place.CountryCode;
import org.ooni.backend.place.ProbeAsn;

/**
 * What a measurement says of its probe and its nettest, as far as a submission is checked by it
 * (probe services 3.14 and 3.16). A member that is not a text is absent; one that is missing says
 * as little as an empty text, and agrees with no report id.
 */
record ContentMetadata(
    Optional<String> probeCc, Optional<String> probeAsn, Optional<String> testName) {

  private static final Pattern CC = Pattern.compile("[A-Z0-9]{2}");

  /** With a letter in it: what has none is not in lower case. */
  private static final Pattern NAME = Pattern.compile("[0-9_]*[a-z][a-z0-9_]*");

  private static final Pattern DIGITS = Pattern.compile("[0-9]+");
  private static final Pattern ASN_PREFIX = Pattern.compile("^[AS]+");
  private static final int SHORTEST_ASN = 3;
  private static final int LONGEST_ASN = 12;
  private static final int LONGEST_TEST_NAME = 30;
  private static final long LARGEST_ASN = 0xFFFF_FFFFL;

  /**
   * Checks that the measurement is one of the report.
   *
   * @throws Refusal when it is not, or does not say so in texts
   */
  void mustBelongTo(ReportId report) {
    if (probeCc.isEmpty() || probeAsn.isEmpty() || testName.isEmpty()) {
      throw Refusal.metadata(
          "bad_metadata",
          "Errors: ['probe_cc, probe_asn and test_name of the measurement must be texts']");
    }
    if (!probeCc.get().equalsIgnoreCase(report.country().code())) {
      throw Refusal.inconsistent(
          "cc_mismatch", "The measurement's probe_cc is not that of the report id.");
    }
    if (!asnText().equals(report.asnText())) {
      throw Refusal.inconsistent(
          "asn_mismatch", "The measurement's probe_asn is not that of the report id.");
    }
    if (!testName.get().replace("_", "").equals(report.nettest())) {
      throw Refusal.inconsistent(
          "test_name_mismatch", "The measurement's test_name is not that of the report id.");
    }
  }

  /**
   * Checks the form of the three texts.
   *
   * @throws Refusal when one is not of its form; the message names each fault by its tag
   */
  void mustBeWellFormed() {
    List<String> faults = new ArrayList<>();
    if (!CC.matcher(probeCc.orElse("")).matches()) {
      faults.add("bad_cc");
    }
    String name = testName.orElse("");
    if (name.length() < 2 || name.length() > LONGEST_TEST_NAME) {
      faults.add("tn_len");
    }
    if (!NAME.matcher(name).matches()) {
      faults.add("tn_no_lower");
    }
    String asn = probeAsn.orElse("");
    if (asn.length() < SHORTEST_ASN || asn.length() > LONGEST_ASN) {
      faults.add("asn_len");
    }
    if (!asn.startsWith("AS")) {
      faults.add("asn_no_as_prefix");
    }
    if (asn.startsWith("AS0") && asn.length() > SHORTEST_ASN) {
      faults.add("asn_leading_zero");
    }
    if (!faults.isEmpty()) {
      throw Refusal.metadata("bad_metadata", "Errors: ['" + String.join("', '", faults) + "']");
    }
    if (!DIGITS.matcher(asn.substring(2)).matches()) {
      throw Refusal.metadata("asn_invalid", "probe_asn is not AS and a number.");
    }
  }

  /**
   * Makes the id of a report for this measurement alone (probe services 3.17).
   *
   * @param collector the collector's configured id
   * @throws Refusal when the texts are not of their form, or the network or country is not known
   */
  ReportId mintReport(Instant now, String collector) {
    mustBeWellFormed();
    String asn = probeAsn.orElseThrow().substring(2);
    if (asn.equals("0")) {
      throw Refusal.metadata("asn_0", "probe_asn is AS0: the network must be known.");
    }
    if (Long.parseLong(asn) > LARGEST_ASN) {
      throw Refusal.metadata("asn_invalid", "probe_asn is larger than the numbers in use.");
    }
    if (probeCc.orElseThrow().equals("ZZ")) {
      throw Refusal.metadata("cc_zz", "probe_cc is ZZ: the country must be known.");
    }
    if (!CountryCode.isCode(probeCc.orElseThrow())) {
      throw Refusal.metadata("bad_metadata", "Errors: ['bad_cc']");
    }
    String name = testName.orElseThrow();
    if (!ReportId.isMintable(name.replace("_", ""))) {
      throw Refusal.metadata("bad_metadata", "Errors: ['tn_len']");
    }
    CountryCode country = new CountryCode(probeCc.orElseThrow());
    return ReportId.mint(now, name, country, ProbeAsn.ofDigits(asn), collector);
  }

  /** As text, for 7 is not 07: the prefix and leading zeros are looked at afterwards, by name. */
  private String asnText() {
    String asn = probeAsn.orElse("").toUpperCase(Locale.ROOT);
    return ASN_PREFIX.matcher(asn).replaceFirst("");
  }
}
