// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.submission;

import jakarta.ws.rs.core.HttpHeaders;
import java.io.IOException;
import java.io.InputStream;
import org.ooni.backend.problem.UnsupportedMedia;
import org.ooni.backend.requestbody.BodyHeaders;

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
    try {
      BodyHeaders.mustNotBeAnotherLanguage(headers);
    } catch (UnsupportedMedia e) {
      throw new Refusal("unsupported_media", e);
    }
    return new BoundedBody(limits)
        .read(body, BodyHeaders.length(headers), BodyHeaders.encodings(headers));
  }
}
