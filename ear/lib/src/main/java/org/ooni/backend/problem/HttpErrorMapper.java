// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.problem;

import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Answers what the JAX-RS runtime itself refuses (no such address, method not allowed, unreadable
 * entity) in the common shape. The runtime's own text is dropped, because it repeats the address.
 */
@Provider
public class HttpErrorMapper implements ExceptionMapper<WebApplicationException> {

  /** Seconds after which to ask again, when the runtime does not say. */
  static final String RETRY_AFTER = "60";

  private static final List<String> KEPT = List.of("Allow", "Retry-After", "WWW-Authenticate");

  @Override
  public Response toResponse(WebApplicationException error) {
    Response original = error.getResponse();
    int status = original.getStatus();
    if (status < 400) {
      return original;
    }
    if (status >= 500 && status != 503) {
      return UnexpectedErrorMapper.answer(error);
    }
    return ErrorBody.of(phrase(status)).answer(status, keptHeaders(original));
  }

  private static Map<String, String> keptHeaders(Response original) {
    Map<String, String> headers = new LinkedHashMap<>();
    for (String name : KEPT) {
      String value = original.getHeaderString(name);
      if (value != null) {
        headers.put(name, value);
      }
    }
    if (original.getStatus() == 503) {
      headers.putIfAbsent("Retry-After", RETRY_AFTER);
    }
    return headers;
  }

  static String phrase(int status) {
    Response.Status known = Response.Status.fromStatusCode(status);
    return known == null ? "Request refused" : known.getReasonPhrase();
  }
}
