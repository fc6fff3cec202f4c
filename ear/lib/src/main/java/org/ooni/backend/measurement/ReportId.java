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
import java.util.regex.Pattern;
import org.ooni.backend.place.CountryCode;
import org.ooni.backend.place.ProbeAsn;

/**
 * Id of a report, the bracket around the measurements of one run: {@code
 * yyyyMMddTHHmmssZ_nettest_CC_asn_ncollector_random}. The server keeps no record of the ids it gave
 * out; any id of this form is accepted for submission.
 *
 * @param text the whole id
 * @param nettest name of the nettest, lower case, without underscores, 2 to 29 letters and digits
 * @param country where the probe was, {@code ZZ} when not known
 * @param asn the probe's network, 0 when not known
 */
public record ReportId(String text, String nettest, CountryCode country, ProbeAsn asn) {

  private static final Pattern NETTEST = Pattern.compile("[a-z0-9]{2,29}");
  private static final Pattern EDGE_PART = Pattern.compile("[A-Za-z0-9]{1,40}");
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
        || !EDGE_PART.matcher(parts[0]).matches()
        || !NETTEST.matcher(parts[1]).matches()
        || !EDGE_PART.matcher(parts[4]).matches()
        || !EDGE_PART.matcher(parts[5]).matches()) {
      throw new IllegalArgumentException("not a report id");
    }
    // an unknown country is answered like an unknown network, in whatever case it is written
    CountryCode country =
        parts[2].equalsIgnoreCase("ZZ") ? CountryCode.UNKNOWN : new CountryCode(parts[2]);
    return new ReportId(text, parts[1], country, ProbeAsn.ofDigits(parts[3]));
  }

  /** Whether the text can be the name of a nettest in an id. */
  public static boolean isNettest(String text) {
    return NETTEST.matcher(text).matches();
  }

  /** Whether the text can be the id of a collector in an id of a report. */
  public static boolean isCollector(String text) {
    return EDGE_PART.matcher("n" + text).matches() && !text.isEmpty();
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

  @Override
  public String toString() {
    return text;
  }

  private static String letters(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes).replace('+', 'o').replace('/', 'o');
  }
}
