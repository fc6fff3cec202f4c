// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.problem;

/** The request is understood and refused: 403. */
public final class Forbidden extends Problem {

  private static final long serialVersionUID = 1L;

  /** With the text as {@code error}, {@code msg} and {@code detail}. */
  public Forbidden(String text) {
    super(text, null);
  }

  @Override
  public int status() {
    return 403;
  }
}
