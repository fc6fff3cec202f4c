// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.problem;

/** The request does not fit what is there now: 409. */
public final class Conflict extends Problem {

  private static final long serialVersionUID = 1L;

  /** With the text as {@code error}, {@code msg} and {@code detail}. */
  public Conflict(String text) {
    super(text, null);
  }

  @Override
  public int status() {
    return 409;
  }
}
