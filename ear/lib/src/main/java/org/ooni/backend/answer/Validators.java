// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.answer;

import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Optional;

/**
 * What tells a client whether the copy it has is still good (RFC 9110, sections 8.8 and 13): a tag,
 * and when what it has was last changed, which counts for who knows no tag.
 */
public record Validators(EntityTag tag, Optional<Instant> modified) {

  private static final String WEAK = "W/";

  /** A tag alone. */
  public static Validators of(EntityTag tag) {
    return new Validators(tag, Optional.empty());
  }

  /** Whether the client has it. Values that cannot be read count as those of another copy. */
  public boolean areKnownTo(HttpHeaders headers) {
    String tags = headers.getHeaderString(HttpHeaders.IF_NONE_MATCH);
    if (tags != null) {
      return Arrays.stream(tags.split(",")).map(String::strip).anyMatch(this::matches);
    }
    String since = headers.getHeaderString(HttpHeaders.IF_MODIFIED_SINCE);
    return since != null
        && modified.filter(time -> !seconds(time).isAfter(read(since))).isPresent();
  }

  /** Adds them to an answer. */
  public Response.ResponseBuilder addTo(Response.ResponseBuilder answer) {
    modified.ifPresent(
        time ->
            answer.header(
                HttpHeaders.LAST_MODIFIED,
                DateTimeFormatter.RFC_1123_DATE_TIME.format(seconds(time).atZone(ZoneOffset.UTC))));
    return answer.tag(tag);
  }

  private boolean matches(String given) {
    String strong = given.startsWith(WEAK) ? given.substring(WEAK.length()) : given;
    return strong.equals("*") || strong.equals('"' + tag.getValue() + '"');
  }

  private static Instant seconds(Instant time) {
    return time.truncatedTo(ChronoUnit.SECONDS);
  }

  private static Instant read(String text) {
    try {
      return ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
    } catch (DateTimeParseException e) {
      return Instant.MIN;
    }
  }
}
