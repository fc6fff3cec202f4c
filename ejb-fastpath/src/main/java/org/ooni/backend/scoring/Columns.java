// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.scoring;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.ooni.backend.json.Json;
import org.ooni.backend.json.JsonArray;
import org.ooni.backend.json.JsonNumber;
import org.ooni.backend.json.JsonObject;
import org.ooni.backend.json.JsonText;
import org.ooni.backend.json.MalformedJson;
import org.ooni.backend.json.StorableText;

/**
 * Turns members of a measurement into values that a column takes. What cannot be a value of its
 * column becomes the empty text or null and is a <em>problem</em>: the reference has no row for
 * such a measurement, ours is one that says failure. What the reference takes and our database does
 * not (U+0000, numbers that are not finite) is left out and only noted as <em>cleaned</em>.
 */
final class Columns {

  private static final BigInteger MOST_ASN = BigInteger.valueOf(Integer.MAX_VALUE);
  private static final BigInteger LEAST_ASN = BigInteger.valueOf(Integer.MIN_VALUE);
  private static final Instant FIRST_TIME = Instant.EPOCH;
  private static final Instant LAST_TIME = Instant.ofEpochSecond(0xFFFF_FFFFL);
  private static final int UNSIGNED_BITS = 64;
  private static final int AS_PREFIX = 2;

  private final List<String> problems = new ArrayList<>();
  private final List<String> cleaned = new ArrayList<>();

  /** What has no value for this reason. */
  List<String> problems() {
    return problems;
  }

  /** What was stored with something left out. */
  List<String> cleaned() {
    return cleaned;
  }

  /** A value, and a problem instead of the exception when it cannot be had. */
  <T> T orProblem(String column, T otherwise, Supplier<T> value) {
    try {
      return value.get();
    } catch (MalformedJson e) {
      problems.add(column + ": " + e.getMessage());
      return otherwise;
    }
  }

  /** A text; what is missing or null is the empty one. */
  String text(String column, Json value) {
    return value.isNothing() ? "" : orProblem(column, "", () -> storable(column, value.text()));
  }

  /** A text as it is stored. */
  String storable(String column, String text) {
    String storable = StorableText.of(text);
    if (StorableText.hasLoneSurrogate(text)) {
      problems.add(column + ": not Unicode");
    } else if (storable.length() != text.length()) {
      cleaned.add(column);
    }
    return storable;
  }

  /** A member of a member; nothing unless both are there. */
  static Json within(Json value, String name) {
    return value instanceof JsonObject ? value.member(name) : Evidence.NO_MEMBERS.member(name);
  }

  /**
   * The number in {@code AS1234}, whatever its first two characters are; null when there is none.
   */
  Long asn(String column, Json value) {
    return orProblem(
        column,
        null,
        () -> {
          String text = value.text();
          int start = text.offsetByCodePoints(0, Math.min(AS_PREFIX, codePoints(text)));
          return LenientInteger.parse(text.substring(start))
              .filter(asn -> asn.compareTo(LEAST_ASN) >= 0 && asn.compareTo(MOST_ASN) <= 0)
              .map(BigInteger::longValue)
              .orElseThrow(() -> MalformedJson.shape("no number of a network"));
        });
  }

  /** A time; null when there is none. */
  Instant time(String column, Json value) {
    return orProblem(
        column,
        null,
        () ->
            ReferenceTime.parse(value.text())
                .filter(time -> !time.isBefore(FIRST_TIME) && !time.isAfter(LAST_TIME))
                .orElseThrow(() -> MalformedJson.shape("no time that can be stored")));
  }

  /** Seconds, 0 when they are missing; null when they are no number. */
  Float seconds(String column, Json value) {
    if (value.isNothing()) {
      return 0f;
    }
    if (value.isTrue() || value.isFalse()) {
      return value.isTrue() ? 1f : 0f;
    }
    if (!(value instanceof JsonNumber number)) {
      problems.add(column + ": no number");
      return null;
    }
    if (!number.isFinite()) {
      cleaned.add(column);
      return null;
    }
    float seconds = (float) number.real();
    if (Float.isInfinite(seconds)) {
      problems.add(column + ": too large");
      return null;
    }
    return seconds;
  }

  /** A decimal number, 0 when it is missing; null when it is none. */
  BigDecimal decimal(Json value) {
    if (value instanceof JsonNumber number) {
      return number.isFinite() ? new BigDecimal(number.value().toString()) : null;
    }
    return value.isNothing() || value.isFalse()
        ? BigDecimal.ZERO
        : value.isTrue() ? BigDecimal.ONE : null;
  }

  /** Id of an OONI Run link; null when there is none. */
  BigInteger linkId(String column, Json value) {
    if (value.isNothing()) {
      return null;
    }
    Optional<BigInteger> id = orProblem(column, Optional.empty(), () -> whole(value));
    if (id.isPresent() && (id.get().signum() < 0 || id.get().bitLength() > UNSIGNED_BITS)) {
      problems.add(column + ": out of range");
      return null;
    }
    return id.orElse(null);
  }

  private static Optional<BigInteger> whole(Json value) {
    if (value instanceof JsonText text) {
      return LenientInteger.parse(text.text());
    }
    if (value instanceof JsonNumber number) {
      return Double.isNaN(number.real()) ? Optional.empty() : Optional.of(number.whole());
    }
    if (value instanceof JsonArray || value instanceof JsonObject) {
      throw MalformedJson.shape("a " + value.kind() + " where a number was looked for");
    }
    return Optional.of(value.isTrue() ? BigInteger.ONE : BigInteger.ZERO);
  }

  private static int codePoints(String text) {
    return text.codePointCount(0, text.length());
  }
}
