// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.problem;

import java.util.Map;

/** The request cannot be understood: 400. */
public final class BadRequest extends Problem {

  private static final long serialVersionUID = 1L;

  private final String code;
  private final transient Object detail;

  /** With the text as {@code error}, {@code msg} and {@code detail}. */
  public BadRequest(String text) {
    this(text, text, text);
  }

  /**
   * With {@code {"error": code, "message": message}} as {@code detail}.
   *
   * @param code short name that programs compare, such as {@code bad_metadata}
   * @param message what is wrong, for people
   */
  public BadRequest(String code, String message) {
    this(code, message, Map.of("error", code, "message", message));
  }

  /**
   * With each member said apart, where clients compare the text of {@code detail}.
   *
   * @param code short name that programs compare, the member {@code error}
   * @param message what is wrong and what to do, for people, the member {@code msg}
   * @param detail the text that existing clients know
   */
  public BadRequest(String code, String message, String detail) {
    this(code, message, (Object) detail);
  }

  private BadRequest(String code, String message, Object detail) {
    super(message, null);
    this.code = code;
    this.detail = detail;
  }

  @Override
  public int status() {
    return 400;
  }

  @Override
  String error() {
    return code;
  }

  @Override
  Object detail() {
    return detail;
  }
}
