// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.clientaddress;

import jakarta.servlet.http.HttpServletRequest;
import java.lang.reflect.Proxy;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Makes requests that know their peer, method, path and headers only. */
public final class Requests {

  private Requests() {}

  /** Without a path that matters. */
  public static HttpServletRequest from(String peer, Map<String, List<String>> headers) {
    return from(peer, "/", headers);
  }

  /** With a path as the client wrote it. */
  public static HttpServletRequest from(
      String peer, String path, Map<String, List<String>> headers) {
    return from(peer, "GET", path, headers);
  }

  /** With another method than GET. */
  public static HttpServletRequest from(
      String peer, String verb, String path, Map<String, List<String>> headers) {
    Map<String, Object> attributes = new HashMap<>();
    return (HttpServletRequest)
        Proxy.newProxyInstance(
            Requests.class.getClassLoader(),
            new Class<?>[] {HttpServletRequest.class},
            (proxy, method, arguments) ->
                switch (method.getName()) {
                  case "getRemoteAddr" -> peer;
                  case "getMethod" -> verb;
                  case "getRequestURI" -> path;
                  case "getHeaders" ->
                      Collections.enumeration(headers.getOrDefault(arguments[0], List.of()));
                  case "getHeader" ->
                      headers.getOrDefault(arguments[0], List.of()).stream()
                          .findFirst()
                          .orElse(null);
                  case "getHeaderNames" -> Collections.enumeration(headers.keySet());
                  case "getAttribute" -> attributes.get(arguments[0]);
                  case "setAttribute" -> {
                    attributes.put(arguments[0].toString(), arguments[1]);
                    yield null;
                  }
                  default -> throw new UnsupportedOperationException(method.getName());
                });
  }
}
