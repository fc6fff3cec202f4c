// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.edge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ooni.backend.clientaddress.Requests;

class ReadableRequestTest {

  @ParameterizedTest
  @ValueSource(strings = {"garbage", ";;;", "", "a/b/c"})
  void aMediaTypeThatIsNoneIsNotSeen(String type) {
    HttpServletRequest seen = seen("content-type", type);
    assertNull(seen.getContentType());
    assertNull(seen.getHeader("Content-Type"));
    assertFalse(seen.getHeaders("CONTENT-TYPE").hasMoreElements());
    assertEquals(List.of(), Collections.list(seen.getHeaderNames()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"application/json", "text/plain; charset=x", "multipart/form-data; boundary=x"})
  void anyOtherIs(String type) {
    HttpServletRequest seen = seen("content-type", type);
    assertEquals(type, seen.getHeader("content-type"));
    assertEquals(List.of("content-type"), Collections.list(seen.getHeaderNames()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"accept", "accept-language", "accept-charset"})
  void whatAClientWouldRatherHaveIsNotSeen(String name) {
    HttpServletRequest seen = seen(name, "*/*;q=x");
    assertNull(seen.getHeader(name));
    assertEquals(List.of(), Collections.list(seen.getHeaderNames()));
  }

  @Test
  void allElseIs() {
    HttpServletRequest seen = seen("accept-encoding", "gzip");
    assertEquals(List.of("gzip"), Collections.list(seen.getHeaders("accept-encoding")));
  }

  private static HttpServletRequest seen(String name, String value) {
    return new ReadableRequest(Requests.from("192.0.2.1", Map.of(name, List.of(value))));
  }
}
