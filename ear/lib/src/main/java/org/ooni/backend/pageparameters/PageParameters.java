// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.pageparameters;

import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.ooni.backend.place.CountryCode;
import org.ooni.backend.place.ProbeAsn;
import org.ooni.backend.problem.BadRequest;

/**
 * The parameters of one request. Of a repeated one the last value counts, an empty one is absent,
 * unknown ones are nobody's business.
 */
public final class PageParameters {

  private static final Pattern NUMBER = Pattern.compile("-?[0-9]{1,9}");

  private final MultivaluedMap<String, String> values;

  /** Those in the query of this address. */
  public PageParameters(UriInfo uri) {
    values = uri.getQueryParameters();
  }

  /**
   * The value, as it is.
   *
   * @throws BadRequest when it has a character that no text in the database has
   */
  public Optional<String> text(String name) {
    List<String> all = values.getOrDefault(name, List.of());
    String last = all.isEmpty() ? "" : all.get(all.size() - 1);
    if (last.indexOf('\0') >= 0) {
      throw new BadRequest("incorrect " + name);
    }
    return Optional.of(last).filter(value -> !value.isEmpty());
  }

  /**
   * The value.
   *
   * @throws BadRequest when it is absent
   */
  public String required(String name) {
    return text(name).orElseThrow(() -> new BadRequest("missing " + name));
  }

  /**
   * The country {@code probe_cc}, in any case.
   *
   * @throws BadRequest when it is absent or not two letters
   */
  public CountryCode country() {
    return text("probe_cc")
        // by length first: some letters become two when they are made upper case
        .filter(code -> code.length() == 2)
        .map(code -> code.toUpperCase(Locale.ROOT))
        .filter(CountryCode::isCode)
        .map(CountryCode::new)
        .orElseThrow(() -> new BadRequest("missing or incorrect probe_cc"));
  }

  /**
   * The network {@code probe_asn}, with or without the prefix {@code AS}.
   *
   * @throws BadRequest when it is absent or no such number
   */
  public ProbeAsn network() {
    try {
      return ProbeAsn.ofDigits(text("probe_asn").orElse("").replaceFirst("^(?i:AS)", ""));
    } catch (IllegalArgumentException e) {
      throw new BadRequest("missing or incorrect probe_asn");
    }
  }

  /**
   * A whole number of at most nine digits.
   *
   * @param otherwise when it is absent
   * @throws BadRequest when it is no such number
   */
  public int number(String name, int otherwise) {
    Optional<String> value = text(name);
    if (value.isEmpty()) {
      return otherwise;
    }
    if (!NUMBER.matcher(value.get()).matches()) {
      throw new BadRequest("incorrect " + name);
    }
    return Integer.parseInt(value.get());
  }
}
