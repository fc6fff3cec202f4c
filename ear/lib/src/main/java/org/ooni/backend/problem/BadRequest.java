// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.problem;

import java.util.Map;

/** The request cannot be understood: 400. */
public final class BadRequest extends Problem {

  private static final long serialVersionUID = 1L;

  private final String code;

  /** With the text as {@code error}, {@code msg} and {@code detail}. */
  public BadRequest(String text) {
    super(text, null);
    this.code = null;
  }

  /**
   * With {@code {"error": code, "message": message}} as {@code detail}.
   *
   * @param code short name that programs compare, such as {@code bad_metadata}
   * @param message what is wrong, for people
   */
  public BadRequest(String code, String message) {
    super(message, null);
    this.code = code;
  }

  @Override
  public int status() {
    return 400;
  }

  @Override
  String error() {
    return code == null ? getMessage() : code;
  }

  @Override
  Object detail() {
    return code == null ? getMessage() : Map.of("error", code, "message", getMessage());
  }
}
