// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.findings;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.ooni.backend.problem.Unprocessable;
import org.ooni.backend.queries.IsoTime;

/**
 * Reads the members of a request about a finding. Members that are not known are ignored, and so is
 * what only the server decides: creator, times of writing, the mark of the caller's own.
 */
final class FindingBody {

  private static final int LONGEST_LINE = 1_000;
  private static final int LONGEST_TEXT = 60_000;
  private static final int MOST_ITEMS = 500;
  private static final long MOST_ASN = 4_294_967_295L;
  private static final Pattern SLUG = Pattern.compile("(?![0-9]+$)[0-9a-zA-Z-]{1,64}");
  private static final Pattern ID = Pattern.compile("[0-9]{1,20}");

  private final ObjectNode body;

  FindingBody(ObjectNode body) {
    this.body = body;
  }

  /**
   * The finding in the body.
   *
   * @throws Unprocessable when a member is missing, or not of its type or form
   */
  Finding finding() {
    Instant start = time("start_time").orElseThrow(() -> wrong("start_time", "Field required"));
    Optional<Instant> end = time("end_time");
    // seconds are what is stored
    if (end.isPresent() && end.get().getEpochSecond() < start.getEpochSecond()) {
      throw wrong("end_time", "must not be before start_time");
    }
    return new Finding(
        required("title", LONGEST_LINE),
        text("short_description", LONGEST_TEXT),
        required("text", LONGEST_TEXT),
        slug(),
        start,
        end,
        text("reported_by", LONGEST_LINE),
        emailAddress(),
        text("event_type", LONGEST_LINE),
        published(),
        list("ASNs", FindingBody::asn),
        texts("CCs"),
        texts("themes"),
        texts("tags"),
        texts("test_names"),
        texts("domains"),
        texts("links"),
        time("update_time"));
  }

  /** The member {@code id}; empty, which no finding has, when it cannot be one. */
  String id() {
    JsonNode id = body.path("id");
    String text = id.isTextual() || id.isIntegralNumber() ? id.asText() : "";
    return ID.matcher(text).matches() ? text : "";
  }

  /** Whether a member is a number, as old clients write what is true or false today. */
  boolean isNumber(String name) {
    return body.path(name).isNumber();
  }

  /** The member {@code email_address}, empty when not said. */
  String emailAddress() {
    return text("email_address", LONGEST_LINE);
  }

  private String required(String name, int longest) {
    String text = text(name, longest);
    if (text.isEmpty()) {
      throw wrong(name, "field cannot be empty");
    }
    return text;
  }

  private String text(String name, int longest) {
    JsonNode value = body.path(name);
    if (value.isMissingNode() || value.isNull()) {
      return "";
    }
    return line(value, longest)
        .orElseThrow(() -> wrong(name, "must be a text of at most " + longest + " characters"));
  }

  private static Optional<String> line(JsonNode value, int longest) {
    // the database takes no U+0000
    return value.isTextual()
            && value.textValue().length() <= longest
            && value.textValue().indexOf('\0') < 0
        ? Optional.of(value.textValue())
        : Optional.empty();
  }

  private Optional<String> slug() {
    String slug = text("slug", LONGEST_LINE);
    if (!slug.isEmpty() && !SLUG.matcher(slug).matches()) {
      throw wrong("slug", "must be of 1 to 64 letters, digits and hyphens, and not digits only");
    }
    return slug.isEmpty() ? Optional.empty() : Optional.of(slug);
  }

  private boolean published() {
    JsonNode value = body.path("published");
    if (value.isMissingNode() || value.isNull()) {
      return false;
    }
    if (!value.isBoolean() && !(value.canConvertToInt() && (value.asInt() | 1) == 1)) {
      throw wrong("published", "must be true or false");
    }
    return value.asBoolean();
  }

  private List<String> texts(String name) {
    return list(name, value -> line(value, LONGEST_LINE));
  }

  private static Optional<Long> asn(JsonNode value) {
    return value.isIntegralNumber()
            && value.canConvertToLong()
            && value.longValue() >= 0
            && value.longValue() <= MOST_ASN
        ? Optional.of(value.longValue())
        : Optional.empty();
  }

  private <T> List<T> list(String name, Function<JsonNode, Optional<T>> item) {
    JsonNode value = body.path(name);
    if (value.isMissingNode() || value.isNull()) {
      return List.of();
    }
    if (!value.isArray() || value.size() > MOST_ITEMS) {
      throw wrong(name, "must be a list of at most " + MOST_ITEMS + " items");
    }
    List<T> items = new ArrayList<>();
    for (JsonNode one : value) {
      items.add(item.apply(one).orElseThrow(() -> wrong(name, "has an item of a wrong type")));
    }
    return items;
  }

  private Optional<Instant> time(String name) {
    String text = text(name, LONGEST_LINE);
    if (text.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(IsoTime.parse(text));
    } catch (DateTimeException e) {
      throw wrong(name, "must be a date, or a date and time, as in ISO 8601");
    }
  }

  private static Unprocessable wrong(String name, String text) {
    return new Unprocessable("body", name, text);
  }
}
