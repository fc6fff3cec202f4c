// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.ratelimit;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/** Keeps what a filter answers. */
public final class Answers {

  private final Map<String, String> headers = new TreeMap<>();
  private final ByteArrayOutputStream body = new ByteArrayOutputStream();
  private int status = 200;

  /** Status of the answer. */
  public int status() {
    return status;
  }

  /** Headers by name; the values of one that was added to stand with commas between them. */
  public Map<String, String> headers() {
    return headers;
  }

  /** The body as text. */
  public String body() {
    return body.toString(StandardCharsets.UTF_8);
  }

  /** What the filter is given. */
  public HttpServletResponse response() {
    return (HttpServletResponse)
        Proxy.newProxyInstance(
            Answers.class.getClassLoader(),
            new Class<?>[] {HttpServletResponse.class},
            (proxy, method, arguments) ->
                switch (method.getName()) {
                  case "setStatus" -> {
                    status = (int) arguments[0];
                    yield null;
                  }
                  case "setHeader" -> headers.put((String) arguments[0], (String) arguments[1]);
                  case "addHeader" ->
                      headers.merge(
                          (String) arguments[0],
                          (String) arguments[1],
                          (first, second) -> first + ", " + second);
                  case "setContentType" -> headers.put("Content-Type", (String) arguments[0]);
                  case "setContentLength" -> null;
                  case "getOutputStream" -> stream();
                  default -> throw new UnsupportedOperationException(method.getName());
                });
  }

  private ServletOutputStream stream() {
    return new ServletOutputStream() {
      @Override
      public boolean isReady() {
        return true;
      }

      @Override
      public void setWriteListener(WriteListener listener) {
        throw new UnsupportedOperationException();
      }

      @Override
      public void write(int b) {
        body.write(b);
      }
    };
  }
}
