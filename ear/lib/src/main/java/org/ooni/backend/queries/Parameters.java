// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.queries;

import jakarta.ws.rs.core.MultivaluedMap;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.ooni.backend.place.ProbeAsn;
import org.ooni.backend.problem.BadRequest;
import org.ooni.backend.problem.Unprocessable;

/**
 * The parameters of a query, read by the rules of the measurement API, section 1.1: of a repeated
 * one the last value counts, an empty one is absent, unknown ones are nobody's business.
 */
public final class Parameters {

  private static final int MAXIMUM_ITEMS = 1000;
  private static final int MAXIMUM_DIGITS = 18;

  private static final Map<String, Boolean> BOOLEANS =
      Map.ofEntries(
          Map.entry("true", true),
          Map.entry("1", true),
          Map.entry("yes", true),
          Map.entry("on", true),
          Map.entry("t", true),
          Map.entry("y", true),
          Map.entry("false", false),
          Map.entry("0", false),
          Map.entry("no", false),
          Map.entry("off", false),
          Map.entry("f", false),
          Map.entry("n", false));

  private final MultivaluedMap<String, String> values;

  /** Those of a request. */
  public Parameters(MultivaluedMap<String, String> values) {
    this.values = values;
  }

  /**
   * The value, empty when absent.
   *
   * @throws Unprocessable when it has a character that no text of the database has
   */
  public Optional<String> text(String name) {
    List<String> all = values.getOrDefault(name, List.of());
    String last = all.isEmpty() ? "" : all.get(all.size() - 1);
    if (last.indexOf('\0') >= 0) {
      throw new Unprocessable(name, "must not contain the character U+0000");
    }
    return Optional.of(last).filter(value -> !value.isEmpty());
  }

  /**
   * The value, which has at least some characters.
   *
   * @throws Unprocessable when it has less
   */
  public Optional<String> text(String name, int minimumLength) {
    Optional<String> value = text(name);
    if (value.isPresent() && value.get().length() < minimumLength) {
      throw new Unprocessable(name, "must have at least " + minimumLength + " characters");
    }
    return value;
  }

  /**
   * The different items of a comma list, without the blanks around them.
   *
   * @throws BadRequest when there are too many
   */
  public List<String> list(String name) {
    List<String> items =
        Arrays.stream(text(name).orElse("").split(","))
            .map(String::strip)
            .filter(item -> !item.isEmpty())
            .distinct()
            .toList();
    if (items.size() > MAXIMUM_ITEMS) {
      throw new BadRequest("Too many values for " + name);
    }
    return items;
  }

  /**
   * The countries of a comma list: two letters each, of either case, which are compared as given.
   *
   * @throws BadRequest when one is something else
   */
  public List<String> countries(String name) {
    List<String> codes = list(name);
    if (!codes.stream().allMatch(code -> code.matches("[A-Za-z]{2}"))) {
      throw new BadRequest("Invalid " + name);
    }
    return codes;
  }

  /**
   * The networks of a comma list, with or without the prefix AS.
   *
   * @throws BadRequest when one is no number of a network
   */
  public List<Long> networks(String name) {
    return list(name).stream().map(item -> network(name, item)).distinct().toList();
  }

  private static Long network(String name, String text) {
    String digits = text.regionMatches(true, 0, "AS", 0, 2) ? text.substring(2) : text;
    try {
      return ProbeAsn.ofDigits(digits).number();
    } catch (IllegalArgumentException e) {
      throw new BadRequest("Invalid ASN value in parameter " + name);
    }
  }

  /**
   * True or false in any of the usual spellings.
   *
   * @throws Unprocessable for anything else
   */
  public Optional<Boolean> flag(String name) {
    Optional<String> value = text(name);
    if (value.isEmpty()) {
      return Optional.empty();
    }
    Boolean flag = BOOLEANS.get(value.get().toLowerCase(Locale.ROOT));
    if (flag == null) {
      throw new Unprocessable(name, "must be true or false");
    }
    return Optional.of(flag);
  }

  /**
   * A whole number in ASCII digits.
   *
   * @throws Unprocessable when it is none or out of range
   */
  public OptionalLong number(String name, long minimum, long maximum) {
    Optional<String> value = text(name);
    if (value.isEmpty()) {
      return OptionalLong.empty();
    }
    String digits = value.get();
    boolean readable =
        digits.length() <= MAXIMUM_DIGITS && digits.chars().allMatch(c -> c >= '0' && c <= '9');
    long number = readable ? Long.parseLong(digits) : -1;
    if (number < minimum || number > maximum) {
      throw new Unprocessable(name, "must be a whole number from " + minimum + " to " + maximum);
    }
    return OptionalLong.of(number);
  }

  /**
   * An ISO 8601 date, or date and time with or without a zone; without one it is UTC.
   *
   * @throws Unprocessable when it is none, or of a year with more than four digits
   */
  public Optional<Instant> time(String name) {
    Optional<String> value = text(name);
    if (value.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(IsoTime.parse(value.get()));
    } catch (DateTimeException e) {
      throw new Unprocessable(name, "must be a date or a date and time of ISO 8601");
    }
  }

  /**
   * An ISO 8601 date, or that date with a time of midnight; in UTC.
   *
   * @throws Unprocessable when it is none, or has another time of day
   */
  public Optional<LocalDate> date(String name) {
    Optional<OffsetDateTime> time = time(name).map(instant -> instant.atOffset(ZoneOffset.UTC));
    if (time.isPresent() && !time.get().toLocalTime().equals(LocalTime.MIDNIGHT)) {
      throw new Unprocessable(name, "must be a date, without a time of day");
    }
    return time.map(OffsetDateTime::toLocalDate);
  }
}
