// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.measurement;

import java.security.SecureRandom;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.ooni.backend.place.CountryCode;
import org.ooni.backend.place.ProbeAsn;

/**
 * Id of a report, the bracket around the measurements of one run: {@code
 * yyyyMMddTHHmmssZ_nettest_CC_asn_ncollector_random}. The server keeps no record of the ids it gave
 * out; any id of this form is accepted for submission.
 *
 * @param text the whole id
 * @param nettest name of the nettest, lower case, without underscores, 2 to 30 letters and digits
 * @param country where the probe was, {@code ZZ} when not known
 * @param asn the probe's network, 0 when not known
 */
public record ReportId(String text, String nettest, CountryCode country, ProbeAsn asn) {

  private static final int SHORTEST_NETTEST = 2;
  private static final int LONGEST_NETTEST = 29;
  private static final int LONGEST_MINTED = 30;
  private static final int LONGEST_PART = 40;
  private static final int ASN_PART = 3;
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final int RANDOM_BYTES = 12;

  /**
   * Takes an id apart.
   *
   * @throws IllegalArgumentException when it has not six parts or one of them is not of its form
   */
  public static ReportId parse(String text) {
    String[] parts = text.length() > 200 ? new String[0] : text.split("_", -1);
    if (parts.length != 6
        || !isPart(parts[0])
        || !isNettest(parts[1])
        || !isPart(parts[4])
        || !isPart(parts[5])) {
      throw new IllegalArgumentException("not a report id");
    }
    // an unknown country is answered like an unknown network, in whatever case it is written
    CountryCode country =
        parts[2].equalsIgnoreCase("ZZ") ? CountryCode.UNKNOWN : new CountryCode(parts[2]);
    return new ReportId(text, parts[1], country, ProbeAsn.ofDigits(parts[3]));
  }

  /** Whether measurements of a nettest of this name can be submitted for an id. */
  public static boolean isNettest(String text) {
    return text.length() <= LONGEST_NETTEST && isMintable(text);
  }

  /**
   * Whether an id can be made for a nettest of this name. Names have up to 30 characters; a probe
   * that submits for an id with 30 letters is refused, as ever (probe services 3.14).
   */
  public static boolean isMintable(String text) {
    return text.length() >= SHORTEST_NETTEST
        && text.length() <= LONGEST_MINTED
        && isWritten(text, false);
  }

  /** Whether the text can be the id of a collector in an id of a report. */
  public static boolean isCollector(String text) {
    return isPart("n" + text) && !text.isEmpty();
  }

  private static boolean isPart(String text) {
    return !text.isEmpty() && text.length() <= LONGEST_PART && isWritten(text, true);
  }

  /** Whether it is of letters and digits; by hand, because each submission asks three times. */
  private static boolean isWritten(String text, boolean withUpperCase) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean usual = c >= 'a' && c <= 'z' || c >= '0' && c <= '9';
      if (!usual && !(withUpperCase && c >= 'A' && c <= 'Z')) {
        return false;
      }
    }
    return true;
  }

  /**
   * Makes a new id.
   *
   * @param now when the report was opened
   * @param testName name of the nettest, lower case, with or without underscores
   * @param collector the collector's configured id
   */
  public static ReportId mint(
      Instant now, String testName, CountryCode country, ProbeAsn asn, String collector) {
    return mintEach(now, List.of(testName), country, asn, collector).get(0);
  }

  /**
   * Makes one for each of some nettests of one probe. The source of random numbers is one for all
   * threads, so it is asked once.
   */
  public static List<ReportId> mintEach(
      Instant now, List<String> testNames, CountryCode country, ProbeAsn asn, String collector) {
    String start = TIME.format(now);
    String end = "_" + country.code() + "_" + asn.number() + "_n" + collector + "_";
    byte[] random = new byte[RANDOM_BYTES * testNames.size()];
    RANDOM.nextBytes(random);
    List<ReportId> ids = new ArrayList<>(testNames.size());
    for (String testName : testNames) {
      String nettest = testName.replace("_", "");
      int used = ids.size() * RANDOM_BYTES;
      String last = letters(Arrays.copyOfRange(random, used, used + RANDOM_BYTES));
      ids.add(new ReportId(start + "_" + nettest + end + last, nettest, country, asn));
    }
    return ids;
  }

  /** The network as it is written in the id, perhaps with zeros in front. */
  public String asnText() {
    return text.split("_", -1)[ASN_PART];
  }

  @Override
  public String toString() {
    return text;
  }

  private static String letters(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes).replace('+', 'o').replace('/', 'o');
  }
}
