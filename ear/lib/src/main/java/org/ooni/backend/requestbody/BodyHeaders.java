// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.requestbody;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Optional;
import org.ooni.backend.problem.UnsupportedMedia;

/** What a request says of its body. */
public final class BodyHeaders {

  private static final int DIGITS_OF_A_LONG = 18;

  private BodyHeaders() {}

  /**
   * Any media type is taken for JSON, and so is none: probes have sent all sorts (probe services,
   * section 1).
   *
   * @throws UnsupportedMedia for one that says that the body is something else altogether
   */
  public static void mustNotBeAnotherLanguage(HttpHeaders headers) {
    MediaType type = Optional.ofNullable(headers.getMediaType()).orElse(MediaType.WILDCARD_TYPE);
    if (type.getType().equalsIgnoreCase("multipart") || isXml(type.getSubtype())) {
      throw new UnsupportedMedia("Send the body as JSON.");
    }
  }

  /** Its bytes on the wire, negative when the request does not say. */
  public static long length(HttpHeaders headers) {
    String text = Optional.ofNullable(headers.getHeaderString("Content-Length")).orElse("");
    boolean isNumber = !text.isEmpty() && text.chars().allMatch(c -> c >= '0' && c <= '9');
    // a number too long for a long is too large as well
    return isNumber
        ? Long.parseLong(text.substring(0, Math.min(text.length(), DIGITS_OF_A_LONG)))
        : -1;
  }

  /** The values of {@code Content-Encoding}. */
  public static List<String> encodings(HttpHeaders headers) {
    return Optional.ofNullable(headers.getRequestHeader(HttpHeaders.CONTENT_ENCODING))
        .orElse(List.of());
  }

  private static boolean isXml(String subtype) {
    return subtype.regionMatches(true, subtype.length() - 3, "xml", 0, 3);
  }
}
