// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.problem;

/** There is no such thing: 404. */
public final class NotFound extends Problem {

  private static final long serialVersionUID = 1L;

  /** With the text as {@code error}, {@code msg} and {@code detail}. */
  public NotFound(String text) {
    super(text, null);
  }

  @Override
  public int status() {
    return 404;
  }
}
