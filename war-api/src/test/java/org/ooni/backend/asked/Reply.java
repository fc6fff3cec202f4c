// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.asked;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import org.jboss.resteasy.mock.MockHttpResponse;

/** Answer to a request. */
public record Reply(int status, String text, MockHttpResponse response) {

  private static final ObjectMapper JSON = new ObjectMapper();

  /** The text as JSON, which it must be. */
  public JsonNode json() {
    try {
      return JSON.readTree(text);
    } catch (IOException e) {
      throw new AssertionError("not JSON: " + text, e);
    }
  }

  /** A header's first value, empty when there is none. */
  public String header(String name) {
    Object value = response.getOutputHeaders().getFirst(name);
    return value == null ? "" : value.toString();
  }
}
