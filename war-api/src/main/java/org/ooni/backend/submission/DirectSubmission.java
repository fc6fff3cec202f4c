// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.submission;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A measurement that is sent without opening a report first, with or without a credential (probe
 * services 3.17). Of the credential only its presence is kept, so that neither can be stored or
 * logged.
 *
 * @param content the measurement's JSON in UTF-8, as it stood in the text
 * @param manifestVersion the manifest that the credential is of
 * @param protocolVersion the version of the proof's protocol
 * @param hasNym whether there was a pseudonym
 * @param hasProof whether there was a proof
 */
record DirectSubmission(
    byte[] content,
    Optional<String> manifestVersion,
    Optional<String> protocolVersion,
    boolean hasNym,
    boolean hasProof) {

  private static final JsonWalk WALK = new JsonWalk(SubmissionLimits.MEASUREMENT);
  private static final Set<String> TEXTS =
      Set.of("content", "format", "nym", "zkp_request", "manifest_version", "protocol_version");
  private static final int LONGEST_VERSION = 200;

  /**
   * Reads the request.
   *
   * @throws Refusal when it is not an object, or a member that must be a text or null is neither
   */
  static DirectSubmission parse(byte[] body) {
    Map<String, String> texts = WALK.object(body, DirectSubmission::texts);
    if (!texts.containsKey("content")) {
      throw Refusal.metadata("bad_content", "The member content is missing.");
    }
    return new DirectSubmission(
        utf8(texts.get("content")),
        version(texts, "manifest_version"),
        version(texts, "protocol_version"),
        texts.containsKey("nym"),
        texts.containsKey("zkp_request"));
  }

  /**
   * Why the submission is not verified; nothing when it does not ask to be. The reference looks at
   * the manifest before all else, and no manifest is published here, so none that is named, or left
   * out, is the current one.
   */
  Optional<String> verificationError() {
    boolean asksForIt =
        hasNym || hasProof || manifestVersion.isPresent() || protocolVersion.isPresent();
    return asksForIt ? Optional.of("manifest_not_found") : Optional.empty();
  }

  private static Map<String, String> texts(JsonParser parser) throws IOException {
    Set<String> names = new HashSet<>();
    Map<String, String> texts = new HashMap<>();
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = WALK.unseen(parser.currentName(), names);
      JsonToken value = parser.nextToken();
      if (TEXTS.contains(name) && value != JsonToken.VALUE_NULL) {
        JsonWalk.mustBe(value == JsonToken.VALUE_STRING, "A member that must be a text is not.");
        texts.put(name, parser.getText());
      }
      WALK.skip(parser);
    }
    return texts;
  }

  private static Optional<String> version(Map<String, String> texts, String name) {
    Optional<String> version = Optional.ofNullable(texts.get(name));
    JsonWalk.mustBe(
        version.orElse("").length() <= LONGEST_VERSION, "The member " + name + " is too long.");
    return version;
  }

  private static byte[] utf8(String text) {
    try {
      ByteBuffer bytes = StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(text));
      return Arrays.copyOf(bytes.array(), bytes.limit());
    } catch (CharacterCodingException e) {
      throw Refusal.metadata("bad_content", "The member content has half a character.");
    }
  }
}
