// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.submission;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads {@code {"format":"json","content":{...}}} in one pass without building a tree: finds where
 * the measurement lies and the three texts by which it is checked. Strict where being lenient would
 * let the checks and the archive see different things: UTF-8 without a byte order mark, no second
 * value for a name of the envelope or of the measurement's top level, nothing behind the end.
 */
final class SubmissionParser {

  private static final int DECODED_CHARACTERS = 8192;
  private static final Set<String> TEXTS =
      Set.of("probe_cc", "probe_asn", "test_name", "software_name", "software_version");

  private final SubmissionLimits limits;
  private final JsonFactory factory;

  SubmissionParser(SubmissionLimits limits) {
    this.limits = limits;
    this.factory =
        JsonFactory.builder()
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .streamReadConstraints(
                StreamReadConstraints.builder()
                    // the walk below refuses earlier, and by name
                    .maxNestingDepth(limits.depth() + 10)
                    .maxNumberLength(limits.numberLength())
                    .maxNameLength(limits.nameLength())
                    .maxStringLength(limits.decodedBytes())
                    .build())
            .build();
  }

  /**
   * Reads a submission.
   *
   * @throws Refusal when it is not of the right form; the reason says in which way
   */
  ParsedSubmission parse(byte[] submission) {
    mustBeUtf8(submission);
    try (JsonParser parser = factory.createParser(submission)) {
      mustBe(parser.nextToken() == JsonToken.START_OBJECT, "The body is not a JSON object.");
      ParsedSubmission parsed = envelope(parser);
      mustBe(parser.nextToken() == null, "There is something behind the end of the JSON object.");
      return parsed;
    } catch (JsonProcessingException | IllegalStateException e) {
      // the latter: names chosen so that they collide in the parser's table
      throw Refusal.incorrectFormat("bad_json", "The body is not JSON within the limits.");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private ParsedSubmission envelope(JsonParser parser) throws IOException {
    Set<String> names = new HashSet<>();
    Optional<ParsedSubmission> content = Optional.empty();
    boolean json = false;
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = unseen(parser.currentName(), names);
      JsonToken value = parser.nextToken();
      if (name.equals("content")) {
        mustBe(value == JsonToken.START_OBJECT, "The member content is not a JSON object.");
        content = Optional.of(content(parser));
        continue;
      }
      if (name.equals("format")) {
        json = value == JsonToken.VALUE_STRING && parser.getText().equalsIgnoreCase("json");
        mustBe(json, "The member format is not \"json\".");
      }
      skip(parser);
    }
    mustBe(json, "The member format is missing.");
    return content.orElseThrow(
        () -> Refusal.incorrectFormat("bad_json", "The member content is missing."));
  }

  private ParsedSubmission content(JsonParser parser) throws IOException {
    long start = parser.currentTokenLocation().getByteOffset();
    Set<String> names = new HashSet<>();
    Map<String, String> texts = new HashMap<>();
    Optional<String> platform = Optional.empty();
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = unseen(parser.currentName(), names);
      JsonToken value = parser.nextToken();
      if (value == JsonToken.VALUE_STRING && TEXTS.contains(name)) {
        texts.put(name, parser.getText());
      }
      if (name.equals("annotations") && value == JsonToken.START_OBJECT) {
        platform = skip(parser, "platform");
        continue;
      }
      skip(parser);
    }
    long end = parser.currentLocation().getByteOffset();
    // only bytes read as UTF-8 have offsets
    mustBe(start >= 0 && end > start, "The body is not UTF-8.");
    ContentMetadata metadata =
        new ContentMetadata(
            Optional.ofNullable(texts.get("probe_cc")),
            Optional.ofNullable(texts.get("probe_asn")),
            Optional.ofNullable(texts.get("test_name")));
    ProbeSoftware software =
        new ProbeSoftware(
            Optional.ofNullable(texts.get("software_name")),
            Optional.ofNullable(texts.get("software_version")),
            platform);
    return new ParsedSubmission((int) start, (int) (end - start), metadata, software);
  }

  private void skip(JsonParser parser) throws IOException {
    if (parser.currentToken().isStructStart()) {
      skip(parser, "");
    }
  }

  /** Passes over an object or array; the text that it has under this name is not lost. */
  private Optional<String> skip(JsonParser parser, String wanted) throws IOException {
    Optional<String> found = Optional.empty();
    int[] names = new int[limits.depth() + 1];
    int depth = 1;
    while (depth > 0) {
      JsonToken token = parser.nextToken();
      if (token == JsonToken.FIELD_NAME) {
        names[depth]++;
        if (names[depth] > limits.namesPerObject()) {
          throw Refusal.incorrectFormat("too_many_names", "An object has too many names.");
        }
      } else if (token.isStructStart()) {
        depth++;
        if (depth > limits.depth()) {
          throw Refusal.incorrectFormat("too_deep", "The JSON is nested too deeply.");
        }
        names[depth] = 0;
      } else if (token.isStructEnd()) {
        depth--;
      } else if (depth == 1
          && token == JsonToken.VALUE_STRING
          && wanted.equals(parser.currentName())) {
        found = Optional.of(parser.getText());
      }
    }
    return found;
  }

  private String unseen(String name, Set<String> names) {
    if (!names.add(name)) {
      throw Refusal.incorrectFormat("duplicate_key", "A name stands twice in one object.");
    }
    if (names.size() > limits.namesPerObject()) {
      throw Refusal.incorrectFormat("too_many_names", "An object has too many names.");
    }
    return name;
  }

  private static void mustBeUtf8(byte[] bytes) {
    CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
    ByteBuffer in = ByteBuffer.wrap(bytes);
    CharBuffer out = CharBuffer.allocate(DECODED_CHARACTERS);
    CoderResult result = CoderResult.OVERFLOW;
    while (result.isOverflow()) {
      out.clear();
      result = decoder.decode(in, out, true);
    }
    boolean marked = bytes.length > 2 && bytes[0] == (byte) 0xEF && bytes[1] == (byte) 0xBB;
    mustBe(result.isUnderflow() && !marked, "The body is not UTF-8 without a byte order mark.");
  }

  private static void mustBe(boolean condition, String message) {
    if (!condition) {
      throw Refusal.incorrectFormat("bad_json", message);
    }
  }
}
