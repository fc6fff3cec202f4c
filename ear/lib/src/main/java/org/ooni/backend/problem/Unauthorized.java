// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.problem;

import java.util.Map;

/** Who asks is not known, or not allowed to: 401 in both cases (probe services, section 8). */
public final class Unauthorized extends Problem {

  private static final long serialVersionUID = 1L;

  private final boolean detailOnly;

  /** With the text as {@code error}, {@code msg} and {@code detail}. */
  public Unauthorized(String text) {
    this(text, false);
  }

  private Unauthorized(String text, boolean detailOnly) {
    super(text, null);
    this.detailOnly = detailOnly;
  }

  /** With the text as {@code detail} and no other member, as those who log in expect it. */
  public static Unauthorized detailOnly(String text) {
    return new Unauthorized(text, true);
  }

  @Override
  boolean isDetailOnly() {
    return detailOnly;
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
