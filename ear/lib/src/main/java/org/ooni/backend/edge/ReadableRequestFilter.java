// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.edge;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * Lets the resources see only what they can read. Clients of all ages send media types that are
 * none, and ask for languages and types that do not exist (probe services, section 1); the JAX-RS
 * runtime would refuse them, with a stack trace in the log for each. An address has one form of
 * answer, so what a client would rather have is not looked at.
 */
public class ReadableRequestFilter extends HttpFilter {

  private static final long serialVersionUID = 1L;
  private static final int HEXADECIMAL = 16;

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    if (!isText(request.getRequestURI())) {
      response.sendError(HttpServletResponse.SC_BAD_REQUEST);
      return;
    }
    chain.doFilter(new ReadableRequest(request), response);
  }

  /** Whether a path is UTF-8 under its percent signs. */
  private static boolean isText(String path) {
    if (path.indexOf('%') < 0) {
      return true;
    }
    ByteBuffer bytes = ByteBuffer.allocate(path.length());
    for (int i = 0; i < path.length(); i++) {
      if (path.charAt(i) != '%') {
        bytes.put((byte) path.charAt(i));
        continue;
      }
      if (i + 2 >= path.length()) {
        return false;
      }
      int high = Character.digit(path.charAt(i + 1), HEXADECIMAL);
      int low = Character.digit(path.charAt(i + 2), HEXADECIMAL);
      if (high < 0 || low < 0) {
        return false;
      }
      bytes.put((byte) (high * HEXADECIMAL + low));
      i += 2;
    }
    try {
      StandardCharsets.UTF_8.newDecoder().decode(bytes.flip());
      return true;
    } catch (CharacterCodingException e) {
      return false;
    }
  }
}
