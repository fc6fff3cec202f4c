// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.scoring;

import java.util.Locale;
import org.ooni.backend.json.Json;
import org.ooni.backend.json.JsonDecoder;
import org.ooni.backend.json.JsonLimits;
import org.ooni.backend.json.JsonObject;
import org.ooni.backend.json.MalformedJson;
import org.ooni.backend.legacy.SafeYaml;

/**
 * What was submitted: a measurement, bare or within {@code {"format": ..., "content": ...}}.
 *
 * @param document the whole submission
 */
record Envelope(JsonObject document) {

  private static final String UNVERIFIED = "u";

  /**
   * Decodes a submission.
   *
   * @throws MalformedJson when the bytes are not one JSON object within the limits
   */
  static Envelope of(byte[] submission) {
    Json document = JsonDecoder.decode(submission, JsonLimits.MEASUREMENT);
    if (document instanceof JsonObject object) {
      return new Envelope(object);
    }
    throw MalformedJson.shape("a submission that is a " + document.kind());
  }

  /** Whether the submission was verified: {@code t}, {@code f}, or {@code u} when not known. */
  String isVerified() {
    Json verified = document.member("is_verified");
    return verified.is("t") || verified.is("f") ? verified.text() : UNVERIFIED;
  }

  /**
   * The measurement in it.
   *
   * @throws MalformedJson when the format is not known or the content is no object
   */
  Measurement measurement() {
    Json format = document.member("format");
    Json content = document.member("content");
    if (content.isMissing()) {
      return new Measurement(document);
    }
    if (format.isMissing()) {
      // a measurement of its own, or an envelope that does not say what its content shows
      return document.member("test_name").isMissing() ? remains() : new Measurement(document);
    }
    Json inner =
        switch (format.text().toLowerCase(Locale.ROOT)) {
          case "json" -> content;
          case "yaml" -> SafeYaml.load(content.text());
          default -> throw MalformedJson.shape("an unknown format");
        };
    if (inner instanceof JsonObject object) {
      return new Measurement(object);
    }
    throw MalformedJson.shape("a content that is a " + inner.kind());
  }

  /** What is left to describe a measurement by that cannot be taken out of its envelope. */
  Measurement remains() {
    return new Measurement(
        document.member("content") instanceof JsonObject object ? object : document);
  }
}
