// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.accounts;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.Map;

/** An answer for one person, which nothing on the way may keep. */
final class PersonalAnswer {

  private static final ObjectMapper JSON = new ObjectMapper();

  private PersonalAnswer() {}

  /** 200 with these members; a null is written as one. */
  static Response of(Map<String, ?> members) {
    try {
      return Response.ok(JSON.writeValueAsString(members))
          .header(HttpHeaders.CACHE_CONTROL, "no-cache, no-store")
          .build();
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("an answer is made of texts and flags only", e);
    }
  }
}
