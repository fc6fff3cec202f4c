// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.answer;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Duration;

/**
 * Answers of 200, with what caches may do with them (measurement API, section 1.4). Members that
 * are null are shown as null, and stand in the order of the record or map.
 */
public final class JsonAnswer {

  private static final ObjectMapper JSON = new ObjectMapper();

  private JsonAnswer() {}

  /**
   * A record, map or list that caches may keep for a time.
   *
   * @param maxAge whole seconds
   */
  public static Response cacheable(Object body, Duration maxAge) {
    return begin(maxAge).entity(bytes(body)).build();
  }

  /** A record, map or list that is not to be kept. */
  public static Response uncached(Object body) {
    return begin("no-cache").entity(bytes(body)).build();
  }

  static Response.ResponseBuilder begin(Duration maxAge) {
    return begin("max-age=" + maxAge.toSeconds());
  }

  private static Response.ResponseBuilder begin(String caching) {
    return Response.ok()
        .type(MediaType.APPLICATION_JSON_TYPE)
        .header(HttpHeaders.CACHE_CONTROL, caching);
  }

  static byte[] bytes(Object body) {
    try {
      return JSON.writeValueAsBytes(body);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("an answer is made of records, maps and lists only", e);
    }
  }
}
