// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.requestbody;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.luben.zstd.ZstdInputStreamNoFinalizer;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import org.ooni.backend.problem.BadRequest;
import org.ooni.backend.problem.TooLarge;
import org.ooni.backend.problem.Unprocessable;
import org.ooni.backend.problem.UnsupportedEncoding;
import org.ooni.backend.problem.UnsupportedMedia;

/**
 * Reads a JSON object of at most {@value #MOST_BYTES} bytes, on the wire as well as decoded, sent
 * as it is or with gzip or zstd, under any media type (probe services, sections 1 and 14).
 */
public final class SmallBody {

  /** Bytes of a body. */
  public static final int MOST_BYTES = 64 * 1024;

  private static final int DEPTH = 32;
  private static final int NUMBER_LENGTH = 100;

  /** Largest window of a zstd frame, as a power of two: 8 MiB. */
  private static final int ZSTD_WINDOW_LOG = 23;

  private static final ObjectMapper JSON = mapper();

  private SmallBody() {}

  /**
   * The object in the body.
   *
   * @throws BadRequest when there is none
   * @throws TooLarge when it is larger than the limit
   * @throws UnsupportedEncoding for another content encoding
   * @throws UnsupportedMedia for a media type that is not taken for JSON
   * @throws IOException when the client went away
   */
  public static ObjectNode object(HttpHeaders headers, InputStream body) throws IOException {
    return object(tree(plain(headers, body)));
  }

  /**
   * Likewise, where members are checked as the reference's framework does: for it a body that is no
   * object is like a member that is not what it may be (probe services, section 1).
   *
   * @throws Unprocessable when there is no object
   */
  public static ObjectNode checkedObject(HttpHeaders headers, InputStream body) throws IOException {
    byte[] bytes = plain(headers, body);
    try {
      return object(tree(bytes));
    } catch (BadRequest e) {
      throw new Unprocessable("body", "body", "must be a JSON object");
    }
  }

  /** The object in a body that may also be empty or {@code null}. */
  public static Optional<ObjectNode> optionalObject(HttpHeaders headers, InputStream body)
      throws IOException {
    JsonNode node = tree(plain(headers, body));
    return node.isMissingNode() || node.isNull() ? Optional.empty() : Optional.of(object(node));
  }

  /**
   * Likewise, where a body may also be the fields of an HTML form, which become texts. An object
   * that is called a form, as some tools do by default, is still an object.
   */
  public static ObjectNode objectOrForm(HttpHeaders headers, InputStream body) throws IOException {
    byte[] bytes = plain(headers, body);
    String type =
        Optional.ofNullable(headers.getRequestHeader(HttpHeaders.CONTENT_TYPE))
            .map(values -> String.join(",", values).strip().toLowerCase(Locale.ROOT))
            .orElse("");
    String text = new String(bytes, StandardCharsets.UTF_8);
    boolean form =
        type.startsWith(MediaType.APPLICATION_FORM_URLENCODED)
            && !text.stripLeading().startsWith("{");
    return form ? fields(text) : object(tree(bytes));
  }

  private static ObjectNode fields(String text) {
    ObjectNode fields = JSON.createObjectNode();
    for (String field : text.split("&")) {
      String[] parts = field.split("=", 2);
      try {
        fields.put(
            URLDecoder.decode(parts[0], StandardCharsets.UTF_8),
            URLDecoder.decode(parts.length == 2 ? parts[1] : "", StandardCharsets.UTF_8));
      } catch (IllegalArgumentException e) {
        throw new BadRequest("The body is not a form");
      }
    }
    return fields;
  }

  private static JsonNode tree(byte[] bytes) throws IOException {
    try {
      return JSON.readTree(bytes);
    } catch (JsonProcessingException | IllegalStateException e) {
      // the latter: names chosen so that they collide in the parser's table
      throw new BadRequest("The body is not JSON");
    }
  }

  private static ObjectNode object(JsonNode node) {
    if (node instanceof ObjectNode object) {
      return object;
    }
    throw new BadRequest("The body is not a JSON object");
  }

  private static byte[] plain(HttpHeaders headers, InputStream body) throws IOException {
    BodyHeaders.mustNotBeAnotherLanguage(headers);
    if (BodyHeaders.length(headers) > MOST_BYTES) {
      throw tooLarge();
    }
    return decode(encoding(headers), bounded(body));
  }

  private static ObjectMapper mapper() {
    JsonMapper mapper =
        JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();
    mapper
        .getFactory()
        .setStreamReadConstraints(
            StreamReadConstraints.builder()
                .maxNestingDepth(DEPTH)
                .maxNumberLength(NUMBER_LENGTH)
                .build());
    return mapper;
  }

  private static String encoding(HttpHeaders headers) {
    List<String> values = BodyHeaders.encodings(headers);
    return values.isEmpty()
        ? "identity"
        : String.join(",", values).strip().toLowerCase(Locale.ROOT);
  }

  private static byte[] decode(String encoding, byte[] wire) {
    try {
      return switch (encoding) {
        case "identity" -> wire;
        case "gzip" -> {
          try (InputStream plain = new GZIPInputStream(new ByteArrayInputStream(wire))) {
            yield bounded(plain);
          }
        }
        case "zstd" -> {
          try (ZstdInputStreamNoFinalizer plain =
              new ZstdInputStreamNoFinalizer(new ByteArrayInputStream(wire))) {
            yield bounded(plain.setLongMax(ZSTD_WINDOW_LOG));
          }
        }
        default ->
            throw new UnsupportedEncoding(
                "Send the body as it is, or with one encoding: gzip or zstd.");
      };
    } catch (IOException e) {
      throw new BadRequest("The body is not whole data of its content encoding");
    }
  }

  private static byte[] bounded(InputStream stream) throws IOException {
    byte[] bytes = stream.readNBytes(MOST_BYTES + 1);
    if (bytes.length > MOST_BYTES) {
      throw tooLarge();
    }
    return bytes;
  }

  private static TooLarge tooLarge() {
    return new TooLarge("The body is too large: at most %d bytes.".formatted(MOST_BYTES));
  }
}
