// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.fingerprint;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.ooni.backend.json.Json;
import org.ooni.backend.json.JsonObject;
import org.ooni.backend.json.JsonText;
import org.ooni.backend.json.MalformedJson;
import org.ooni.backend.json.Utf8Slice;

/**
 * Finds the fingerprints whose pattern is in a body, all in one pass. A text and its UTF-8 bytes
 * contain the same patterns, so texts are searched as they lie in the measurement.
 */
public final class BodyRules {

  private final Fingerprint[] inOrder;
  private final PatternSet patterns;

  BodyRules(List<Fingerprint> fingerprints) {
    inOrder = fingerprints.toArray(Fingerprint[]::new);
    patterns =
        new PatternSet(
            fingerprints.stream().map(f -> f.pattern().getBytes(StandardCharsets.UTF_8)).toList());
  }

  /**
   * Those whose pattern is in this body, in the order of their table: a text is searched as it is,
   * an object in base64 form for its bytes, any other object not at all.
   *
   * @throws LenientBase64.BrokenBase64 when it is encoded in base64 that cannot be decoded
   * @throws MalformedJson when it is neither text nor object
   */
  public List<Fingerprint> matching(Json body) {
    if (body.isNothing()) {
      return List.of();
    }
    if (body instanceof JsonText text) {
      return found(text.utf8());
    }
    if (!(body instanceof JsonObject)) {
      throw MalformedJson.shape("a body that is a " + body.kind());
    }
    if (!Base64Text.isBase64(body) || body.member("data").isMissing()) {
      return List.of();
    }
    return found(Base64Text.bytes(body.member("data")));
  }

  private List<Fingerprint> found(Utf8Slice body) {
    BitSet hits = patterns.in(body.bytes(), body.from(), body.to());
    if (hits.isEmpty()) {
      return List.of();
    }
    List<Fingerprint> found = new ArrayList<>();
    hits.stream().forEach(place -> found.add(inOrder[place]));
    return found;
  }
}
