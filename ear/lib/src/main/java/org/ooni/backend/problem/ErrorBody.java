// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.problem;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Body of every error: all the members that clients of the different ages look for.
 *
 * @param error what old clients and Explorer's forms read; null for a body of the detail alone
 * @param msg what readers of the aggregation read
 * @param detail what clients of today read: a text, a map or a list
 * @param more members that only this kind of error has
 * @param rid the name under which the log knows this request, or null
 */
record ErrorBody(String error, String msg, Object detail, Map<String, Object> more, String rid) {

  private static final ObjectMapper JSON = new ObjectMapper();

  ErrorBody(String error, String msg, Object detail) {
    this(error, msg, detail, Map.of(), null);
  }

  static ErrorBody of(String text) {
    return new ErrorBody(text, text, text);
  }

  ErrorBody withRid(String id) {
    return new ErrorBody(error, msg, detail, more, id);
  }

  ErrorBody with(Map<String, Object> members) {
    return new ErrorBody(error, msg, detail, members, rid);
  }

  Response answer(int status, Map<String, String> headers) {
    Response.ResponseBuilder answer =
        Response.status(status)
            .type(MediaType.APPLICATION_JSON_TYPE.withCharset("utf-8"))
            .header("Cache-Control", "no-cache")
            .header("X-Content-Type-Options", "nosniff")
            .entity(json());
    headers.forEach(answer::header);
    return answer.build();
  }

  /** As it is sent. */
  String json() {
    Map<String, Object> members = new LinkedHashMap<>();
    if (error == null) {
      members.put("detail", detail);
    } else {
      members.put("error", error);
      members.put("msg", msg);
      members.put("detail", detail);
      members.put("v", 0);
    }
    members.putAll(more);
    if (rid != null) {
      members.put("rid", rid);
    }
    try {
      return JSON.writeValueAsString(members);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("an error's body is made of texts, maps and lists only", e);
    }
  }
}
