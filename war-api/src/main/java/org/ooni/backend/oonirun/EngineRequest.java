// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.oonirun;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.ooni.backend.place.CountryCode;
import org.ooni.backend.place.ProbeAsn;
import org.ooni.backend.prioritisation.CategoryCodes;
import org.ooni.backend.prioritisation.TestLists;
import org.ooni.backend.problem.Unprocessable;

/**
 * What a probe says of itself when it asks what to run (probe services 11.1).
 *
 * @param categories codes of the categories that it measures, none for all
 */
record EngineRequest(
    boolean isManual,
    boolean isCharging,
    CountryCode country,
    ProbeAsn asn,
    Set<String> categories) {

  private static final int LONGEST = 1000;
  private static final Pattern ASN = Pattern.compile("(?:AS)?([0-9]{1,10})");
  private static final Set<String> RUN_TYPES = Set.of("timed", "manual");
  private static final Set<String> NETWORK_TYPES =
      Set.of(
          "vpn", "wifi", "mobile", "wired_ethernet", "no_internet", "bluetooth", "usb", "unknown");

  /** Name, version, platform, engine, its version, and the same at length. */
  private static final Pattern SOFTWARE =
      Pattern.compile(
          "[a-zA-Z0-9_-]+,[a-zA-Z0-9._-]+,[a-zA-Z0-9 ]+,"
              + "[a-zA-Z0-9_-]+,[a-zA-Z0-9._-]+,[a-zA-Z0-9._-]+");

  /**
   * Reads the request.
   *
   * @throws Unprocessable when a member is missing or not what it may be
   */
  static EngineRequest of(ObjectNode body) {
    Members members = Members.ofRequest(body);
    String runType = oneOf(members, "run_type", RUN_TYPES);
    oneOf(members, "network_type", NETWORK_TYPES);
    return new EngineRequest(
        runType.equals("manual"),
        members.flag("is_charging"),
        country(members),
        asn(members),
        categories(members));
  }

  /**
   * Looks at the header {@code UserAgent} (not {@code User-Agent}), which tells the software and
   * may be absent. It is not used; who sends nonsense is told so.
   *
   * @throws Unprocessable when it has not its six parts
   */
  static void checkSoftware(HttpHeaders headers) {
    for (String software :
        Optional.ofNullable(headers.getRequestHeader("UserAgent")).orElse(List.of())) {
      if (software.length() > LONGEST || !SOFTWARE.matcher(software).matches()) {
        throw new Unprocessable("header", "useragent", "must have six parts between commas");
      }
    }
  }

  /** How many URLs it gets. */
  int mostUrls() {
    return TestLists.mostUrls(isManual, isCharging);
  }

  private static String oneOf(Members members, String name, Set<String> allowed) {
    String text = members.text(name, 0, LONGEST);
    if (!allowed.contains(text)) {
      throw members.wrong(name, "must be one of those that exist");
    }
    return text;
  }

  private static CountryCode country(Members members) {
    String text = members.text("probe_cc", 0, LONGEST);
    String code = text.toUpperCase(Locale.ROOT);
    if (text.length() != 2 || !CountryCode.isCode(code)) {
      throw members.wrong("probe_cc", "must be two letters");
    }
    return new CountryCode(code);
  }

  private static ProbeAsn asn(Members members) {
    Matcher matcher = ASN.matcher(members.text("probe_asn", 0, LONGEST));
    if (matcher.matches()) {
      try {
        return ProbeAsn.ofDigits(matcher.group(1));
      } catch (IllegalArgumentException e) {
        throw members.wrong("probe_asn", "is larger than the numbers in use");
      }
    }
    throw members.wrong("probe_asn", "must be a number, with or without AS");
  }

  private static Set<String> categories(Members members) {
    Optional<ArrayNode> codes =
        members.optionalTexts("website_category_codes", CategoryCodes.MOST, LONGEST);
    List<String> texts = new ArrayList<>();
    if (codes.isPresent()) {
      for (JsonNode code : codes.get()) {
        texts.add(code.textValue());
      }
    }
    return CategoryCodes.of(texts)
        .orElseThrow(() -> members.wrong("website_category_codes", "must be words of letters"));
  }
}
