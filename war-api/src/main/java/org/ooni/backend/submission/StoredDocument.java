// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.submission;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.ooni.backend.measurement.ReportId;

/**
 * What is stored of a measurement that came without a report: the measurement byte for byte as it
 * was sent, except for the value of {@code report_id}, in an envelope of its own. Its format is
 * {@code json} whatever the request called it, because that is what the measurement was read as.
 *
 * @param bytes the document
 * @param content where in it the measurement lies
 */
record StoredDocument(byte[] bytes, Span content) {

  private static final String START = "{\"content\":";
  private static final ObjectMapper JSON = new ObjectMapper();

  /**
   * Puts it together.
   *
   * @param measurement where in the submission's content the measurement and its report id lie
   */
  static StoredDocument of(
      DirectSubmission submission, ParsedSubmission measurement, ReportId report) {
    byte[] content = submission.content();
    String id = json(Optional.of(report.text()));
    int start = measurement.contentOffset();
    int end = start + measurement.contentLength();
    // behind the opening brace when there is none to replace; a checked measurement is not empty
    Span replaced = measurement.reportId().orElse(new Span(start + 1, start + 1));
    String value = measurement.reportId().isPresent() ? id : "\"report_id\":" + id + ",";
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(content.length + 512);
    bytes.writeBytes(utf8(START));
    bytes.write(content, start, replaced.start() - start);
    bytes.writeBytes(utf8(value));
    bytes.write(content, replaced.end(), end - replaced.end());
    Span stored = new Span(START.length(), bytes.size());
    bytes.writeBytes(
        utf8(
            ",\"format\":\"json\",\"protocol_version\":%s,\"manifest_version\":%s,\"is_verified\":\"u\"}"
                .formatted(
                    json(submission.protocolVersion()), json(submission.manifestVersion()))));
    return new StoredDocument(bytes.toByteArray(), stored);
  }

  /**
   * What makes a retry: all that was received and is stored. The report id is new for each request,
   * so what is stored with it tells nothing; and of the request as a whole the credential must
   * leave no trace, and differs from try to try.
   */
  static byte[] digest(DirectSubmission submission) {
    String line =
        "submit_measurement %s %s"
            .formatted(json(submission.protocolVersion()), json(submission.manifestVersion()));
    return SubmissionPacker.digest(utf8(line), submission.content());
  }

  private static String json(Optional<String> text) {
    try {
      return JSON.writeValueAsString(text.orElse(null));
    } catch (JsonProcessingException e) {
      throw Refusal.incorrectFormat("bad_json", "A text has half a character.");
    }
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
