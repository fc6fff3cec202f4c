// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.probecheckin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.ws.rs.core.HttpHeaders;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.ooni.backend.geoip.Place;
import org.ooni.backend.place.CountryCode;
import org.ooni.backend.place.ProbeAsn;
import org.ooni.backend.prioritisation.CategoryCodes;
import org.ooni.backend.prioritisation.TestLists;
import org.ooni.backend.problem.BadRequest;
import org.ooni.backend.problem.TooLarge;
import org.ooni.backend.requestbody.SmallBody;

/**
 * What a probe says of itself when it checks in (probe services 3.2). All of it is optional, and
 * null means the same as absent.
 *
 * @param isManual whether its user started it and waits
 * @param isCharging whether it has power
 * @param country where it believes to be
 * @param asn the network in which it believes to be
 * @param categories codes of the categories that it measures, none for all
 */
public record CheckInRequest(
    boolean isManual,
    boolean isCharging,
    CountryCode country,
    ProbeAsn asn,
    Set<String> categories) {

  private static final Pattern ASN = Pattern.compile("AS[0-9]{1,10}");
  private static final int LONGEST_TEXT = 1000;

  /** Taken and not used; looked at so that a probe that sends nonsense is told so. */
  private static final List<String> UNUSED_TEXTS =
      List.of("platform", "software_name", "software_version");

  /**
   * Reads the request out of its body.
   *
   * @throws BadRequest when the body is no JSON object or too large, or a member is not of its type
   *     or form
   * @throws IOException when the client went away
   */
  public static CheckInRequest read(HttpHeaders headers, InputStream body) throws IOException {
    try {
      return of(SmallBody.object(headers, body));
    } catch (TooLarge e) {
      throw new BadRequest(e.getMessage());
    }
  }

  private static CheckInRequest of(ObjectNode request) {
    UNUSED_TEXTS.forEach(name -> text(request, name));
    flag(request, "on_wifi");
    return new CheckInRequest(
        text(request, "run_type").orElse("timed").equals("manual"),
        flag(request, "charging"),
        country(text(request, "probe_cc").orElse("ZZ")),
        asn(text(request, "probe_asn").orElse("AS0")),
        categories(request.path("web_connectivity")));
  }

  /**
   * Where the probe is: what it says counts, because behind a circumvention tool its address tells
   * another place. Only a probe that knows neither its country nor its network is looked up.
   *
   * @param found by its address
   */
  public Place place(Place found) {
    boolean nowhere = country.isUnknown() && asn.isUnknown();
    return nowhere ? found : new Place(country, asn, found.network());
  }

  /** How many URLs it gets. */
  public int urlLimit() {
    return TestLists.mostUrls(isManual, isCharging);
  }

  private static CountryCode country(String text) {
    String code = text.toUpperCase(Locale.ROOT);
    if (text.length() != 2 || !CountryCode.isCode(code)) {
      throw new BadRequest("probe_cc must be two letters");
    }
    return new CountryCode(code);
  }

  private static ProbeAsn asn(String text) {
    if (ASN.matcher(text).matches()) {
      try {
        return ProbeAsn.ofDigits(text.substring(2));
      } catch (IllegalArgumentException e) {
        throw new BadRequest("probe_asn is larger than the numbers in use");
      }
    }
    throw new BadRequest("probe_asn must be AS and a number");
  }

  private static Set<String> categories(JsonNode options) {
    if (isAbsent(options)) {
      return Set.of();
    }
    must(options.isObject(), "web_connectivity must be an object");
    JsonNode codes = options.path("category_codes");
    if (isAbsent(codes)) {
      return Set.of();
    }
    if (codes.isTextual()) {
      String text = codes.textValue();
      return CategoryCodes.of(text.isBlank() ? List.of() : List.of(text.split(",", -1)))
          .orElseThrow(CheckInRequest::badCategories);
    }
    must(codes.isArray(), "category_codes must be an array");
    List<String> texts = new ArrayList<>();
    for (JsonNode code : codes) {
      must(code.isTextual(), "category_codes must be texts");
      texts.add(code.textValue());
    }
    return CategoryCodes.of(texts).orElseThrow(CheckInRequest::badCategories);
  }

  private static BadRequest badCategories() {
    return new BadRequest("category_codes must be some words of letters");
  }

  private static Optional<String> text(ObjectNode request, String name) {
    JsonNode value = request.path(name);
    if (isAbsent(value)) {
      return Optional.empty();
    }
    must(value.isTextual(), name + " must be a text");
    must(value.textValue().length() <= LONGEST_TEXT, name + " is too long");
    return Optional.of(value.textValue());
  }

  private static boolean flag(ObjectNode request, String name) {
    JsonNode value = request.path(name);
    must(isAbsent(value) || value.isBoolean(), name + " must be true or false");
    return value.booleanValue();
  }

  private static boolean isAbsent(JsonNode value) {
    return value.isMissingNode() || value.isNull();
  }

  private static void must(boolean holds, String otherwise) {
    if (!holds) {
      throw new BadRequest(otherwise);
    }
  }
}
