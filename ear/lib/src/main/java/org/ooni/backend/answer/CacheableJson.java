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
 * Answers of 200 that caches may keep for a time (measurement API, section 1.4). Members that are
 * null are shown as null, and stand in the order of the record or map.
 */
public final class CacheableJson {

  private static final ObjectMapper JSON = new ObjectMapper();

  private CacheableJson() {}

  /**
   * Answers with a record, map or list.
   *
   * @param maxAge whole seconds
   */
  public static Response answer(Object body, Duration maxAge) {
    return begin(maxAge).entity(bytes(body)).build();
  }

  static Response.ResponseBuilder begin(Duration maxAge) {
    return Response.ok()
        .type(MediaType.APPLICATION_JSON_TYPE)
        .header(HttpHeaders.CACHE_CONTROL, "max-age=" + maxAge.toSeconds());
  }

  static byte[] bytes(Object body) {
    try {
      return JSON.writeValueAsBytes(body);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("an answer is made of records, maps and lists only", e);
    }
  }
}
