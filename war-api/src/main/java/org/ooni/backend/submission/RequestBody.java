// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.submission;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import org.ooni.backend.problem.UnsupportedMedia;

/** Reads the body of a request by what its headers say. Any media type is taken for JSON. */
final class RequestBody {

  private RequestBody() {}

  /**
   * Reads it to its end.
   *
   * @throws Refusal when it is too large, does not decode, or is said to be no JSON at all
   * @throws IOException when the client went away
   */
  static byte[] read(HttpHeaders headers, InputStream body, SubmissionLimits limits)
      throws IOException {
    MediaType type = Optional.ofNullable(headers.getMediaType()).orElse(MediaType.WILDCARD_TYPE);
    boolean xml = type.getSubtype().endsWith("xml");
    if (type.getType().equals("multipart") || xml) {
      throw new Refusal("unsupported_media", new UnsupportedMedia("Send the measurement as JSON."));
    }
    List<String> encodings =
        Optional.ofNullable(headers.getRequestHeader(HttpHeaders.CONTENT_ENCODING))
            .orElse(List.of());
    return new BoundedBody(limits).read(body, length(headers), encodings);
  }

  private static long length(HttpHeaders headers) {
    String text = Optional.ofNullable(headers.getHeaderString("Content-Length")).orElse("");
    // a number too long for a long is too large as well
    boolean isNumber = !text.isEmpty() && text.chars().allMatch(c -> c >= '0' && c <= '9');
    return isNumber ? Long.parseLong(text.substring(0, Math.min(text.length(), 18))) : -1;
  }
}
