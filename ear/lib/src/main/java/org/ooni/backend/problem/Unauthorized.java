// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.problem;

import java.util.Map;

/** Who asks is not known, or not allowed to: 401 in both cases (probe services, section 8). */
public final class Unauthorized extends Problem {

  private static final long serialVersionUID = 1L;

  /** With the text as {@code error}, {@code msg} and {@code detail}. */
  public Unauthorized(String text) {
    super(text, null);
  }

  @Override
  public int status() {
    return 401;
  }

  @Override
  Map<String, String> headers() {
    return Map.of("WWW-Authenticate", "Bearer");
  }
}
