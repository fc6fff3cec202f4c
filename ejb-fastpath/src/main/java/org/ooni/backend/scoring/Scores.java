// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.scoring;

import java.util.List;
import org.ooni.backend.json.Json;
import org.ooni.backend.json.JsonArray;
import org.ooni.backend.json.JsonLiteral;
import org.ooni.backend.json.JsonNumber;
import org.ooni.backend.json.JsonObject;
import org.ooni.backend.json.JsonText;

/**
 * The verdict on a measurement, as it grows: how strongly it speaks for blocking (above 0.5 is an
 * anomaly), how far that can be trusted (below 0.5 is a failure), and which rule said so.
 */
final class Scores {

  static final String GENERAL = "blocking_general";
  private static final String ACCURACY = "accuracy";
  private static final double DECISIVE = 0.5;

  private final JsonObject values = new JsonObject();
  private String rule = "no_sign_of_blocking";

  private Scores() {}

  /** Scores without any member: neither anomaly nor failure. */
  static Scores empty() {
    return new Scores();
  }

  /** Scores that say: no blocking of any kind. */
  static Scores base() {
    Scores scores = new Scores();
    for (String kind :
        List.of(GENERAL, "blocking_global", "blocking_country", "blocking_isp", "blocking_local")) {
      scores.put(kind, 0.0);
    }
    return scores;
  }

  Scores put(String name, Json value) {
    values.put(name, value);
    return this;
  }

  Scores put(String name, double value) {
    return put(name, JsonNumber.of(value));
  }

  Scores message(String text) {
    return put("msg", JsonText.of(text));
  }

  /** Says that blocking is this likely, by this rule. */
  Scores blocking(double value, String decidedBy) {
    rule = decidedBy;
    return put(GENERAL, value);
  }

  /** Says that it cannot be trusted, by this rule. */
  Scores fail(String decidedBy) {
    rule = decidedBy;
    return put(ACCURACY, 0.0);
  }

  Scores confirmed(String decidedBy) {
    rule = decidedBy;
    return put("confirmed", JsonLiteral.TRUE);
  }

  Scores rule(String decidedBy) {
    rule = decidedBy;
    return this;
  }

  /** Records what was not stored as it was measured. */
  Scores cleaned(List<String> columns) {
    return put("cleaned", new JsonArray(columns.stream().map(JsonText::of).toList()));
  }

  Json value(String name) {
    return values.member(name);
  }

  double real(String name) {
    return number(name, 0);
  }

  boolean isAnomaly() {
    return real(GENERAL) > DECISIVE;
  }

  boolean isFailure() {
    return number(ACCURACY, 1) < DECISIVE;
  }

  boolean isConfirmed() {
    return value("confirmed").isTrue();
  }

  /** Name of the rule that decided. */
  String rule() {
    return rule;
  }

  /** What says which kind of blocking was found, empty when nothing does. */
  String blockingType() {
    Json analysis = value("analysis");
    return analysis instanceof JsonObject
            && analysis.member("blocking_type") instanceof JsonText type
        ? type.text()
        : "";
  }

  JsonObject json() {
    return values;
  }

  private double number(String name, double otherwise) {
    return value(name) instanceof JsonNumber number ? number.real() : otherwise;
  }
}
