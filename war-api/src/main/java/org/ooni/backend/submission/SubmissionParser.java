// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.submission;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads {@code {"format":"json","content":{...}}}, or a measurement alone, in one pass: finds where
 * the measurement lies and the three texts by which it is checked. A second value for a name of the
 * envelope or of the measurement's top level is refused. The format may be left out, because an
 * object as content can be nothing else.
 */
final class SubmissionParser {

  private static final Set<String> TEXTS =
      Set.of("probe_cc", "probe_asn", "test_name", "software_name", "software_version");

  private final JsonWalk walk;

  SubmissionParser(SubmissionLimits limits) {
    this.walk = new JsonWalk(limits);
  }

  /**
   * Reads a submission.
   *
   * @throws Refusal when it is not of the right form; the reason says in which way
   */
  ParsedSubmission parse(byte[] submission) {
    return walk.object(submission, this::envelope);
  }

  /**
   * Reads a measurement without an envelope.
   *
   * @throws Refusal when it is not of the right form; the reason says in which way
   */
  ParsedSubmission parseMeasurement(byte[] measurement) {
    return walk.object(measurement, this::content);
  }

  private ParsedSubmission envelope(JsonParser parser) throws IOException {
    Set<String> names = new HashSet<>();
    Optional<ParsedSubmission> content = Optional.empty();
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = walk.unseen(parser.currentName(), names);
      JsonToken value = parser.nextToken();
      if (name.equals("content")) {
        JsonWalk.mustBe(
            value == JsonToken.START_OBJECT, "The member content is not a JSON object.");
        content = Optional.of(content(parser));
        continue;
      }
      if (name.equals("format")) {
        JsonWalk.mustBe(
            value == JsonToken.VALUE_STRING && parser.getText().equalsIgnoreCase("json"),
            "The member format is not \"json\".");
      }
      walk.skip(parser);
    }
    return content.orElseThrow(
        () -> Refusal.incorrectFormat("bad_json", "The member content is missing."));
  }

  private ParsedSubmission content(JsonParser parser) throws IOException {
    long start = parser.currentTokenLocation().getByteOffset();
    Set<String> names = new HashSet<>();
    Map<String, String> texts = new HashMap<>();
    Optional<String> platform = Optional.empty();
    Optional<Span> reportId = Optional.empty();
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = walk.unseen(parser.currentName(), names);
      JsonToken value = parser.nextToken();
      if (value == JsonToken.VALUE_STRING && TEXTS.contains(name)) {
        texts.put(name, parser.getText());
      }
      long valueStart = parser.currentTokenLocation().getByteOffset();
      Optional<String> inside = walk.skip(parser, "platform");
      if (name.equals("annotations")) {
        platform = inside;
      }
      if (name.equals("report_id")) {
        parser.finishToken();
        reportId = Optional.of(Span.of(valueStart, parser.currentLocation().getByteOffset()));
      }
    }
    long end = parser.currentLocation().getByteOffset();
    // only bytes read as UTF-8 have offsets
    JsonWalk.mustBe(start >= 0 && end > start, "The body is not UTF-8.");
    Span content = Span.of(start, end);
    return new ParsedSubmission(
        content.start(),
        content.end() - content.start(),
        metadata(texts, names),
        software(texts, platform),
        reportId);
  }

  private static ContentMetadata metadata(Map<String, String> texts, Set<String> names) {
    return new ContentMetadata(
        said("probe_cc", texts, names),
        said("probe_asn", texts, names),
        said("test_name", texts, names));
  }

  private static Optional<String> said(String name, Map<String, String> texts, Set<String> names) {
    return names.contains(name) ? Optional.ofNullable(texts.get(name)) : Optional.of("");
  }

  private static ProbeSoftware software(Map<String, String> texts, Optional<String> platform) {
    return new ProbeSoftware(
        Optional.ofNullable(texts.get("software_name")),
        Optional.ofNullable(texts.get("software_version")),
        platform);
  }
}
