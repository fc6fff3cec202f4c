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
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;

/**
 * Walks over JSON within limits, without building a tree. Strict where being lenient would let the
 * checks and the archive see different things: UTF-8 without a byte order mark, one object, nothing
 * behind its end.
 */
final class JsonWalk {

  private static final int DECODED_CHARACTERS = 8192;
  private static final VarHandle EIGHT =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());
  private static final long NOT_ASCII = 0x8080_8080_8080_8080L;

  private final SubmissionLimits limits;
  private final JsonFactory factory;

  /** What is done with the members of an object. */
  interface Visit<T> {
    /** Begins at the object's start and ends at its end. */
    T members(JsonParser parser) throws IOException;
  }

  JsonWalk(SubmissionLimits limits) {
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
   * Reads bytes that are one JSON object.
   *
   * @throws Refusal when they are not; the reason says in which way
   */
  <T> T object(byte[] bytes, Visit<T> visit) {
    mustBeUtf8(bytes);
    try (JsonParser parser = factory.createParser(bytes)) {
      mustBe(parser.nextToken() == JsonToken.START_OBJECT, "The body is not a JSON object.");
      T result = visit.members(parser);
      mustBe(parser.nextToken() == null, "There is something behind the end of the JSON object.");
      return result;
    } catch (JsonProcessingException | IllegalStateException e) {
      // the latter: names chosen so that they collide in the parser's table
      throw Refusal.incorrectFormat("bad_json", "The body is not JSON within the limits.");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Leaves the value that begins here behind. */
  void skip(JsonParser parser) throws IOException {
    skip(parser, "");
  }

  /** Likewise; of an object, the text that it has under this name is not lost. */
  Optional<String> skip(JsonParser parser, String wanted) throws IOException {
    Optional<String> found = Optional.empty();
    if (!parser.currentToken().isStructStart()) {
      return found;
    }
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

  /** Takes the name of a member that may stand there once only. */
  String unseen(String name, Set<String> names) {
    if (!names.add(name)) {
      throw Refusal.incorrectFormat("duplicate_key", "A name stands twice in one object.");
    }
    if (names.size() > limits.namesPerObject()) {
      throw Refusal.incorrectFormat("too_many_names", "An object has too many names.");
    }
    return name;
  }

  static void mustBe(boolean condition, String message) {
    if (!condition) {
      throw Refusal.incorrectFormat("bad_json", message);
    }
  }

  private static void mustBeUtf8(byte[] bytes) {
    int ascii = lengthOfAscii(bytes);
    if (ascii == bytes.length) {
      return;
    }
    CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
    ByteBuffer in = ByteBuffer.wrap(bytes, ascii, bytes.length - ascii);
    CharBuffer out = CharBuffer.allocate(DECODED_CHARACTERS);
    CoderResult result = CoderResult.OVERFLOW;
    while (result.isOverflow()) {
      out.clear();
      result = decoder.decode(in, out, true);
    }
    boolean marked = bytes.length > 2 && bytes[0] == (byte) 0xEF && bytes[1] == (byte) 0xBB;
    mustBe(result.isUnderflow() && !marked, "The body is not UTF-8 without a byte order mark.");
  }

  /** How many bytes at the start are ASCII for sure; most bodies are nothing else. */
  private static int lengthOfAscii(byte[] bytes) {
    int at = 0;
    while (at + Long.BYTES <= bytes.length && ((long) EIGHT.get(bytes, at) & NOT_ASCII) == 0) {
      at += Long.BYTES;
    }
    while (at < bytes.length && bytes[at] >= 0) {
      at++;
    }
    return at;
  }
}
