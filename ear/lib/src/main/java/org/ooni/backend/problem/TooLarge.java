// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.problem;

/** The request, or what it unpacks to, is larger than the limit: 413. */
public final class TooLarge extends Problem {

  private static final long serialVersionUID = 1L;

  /** With the text as {@code error}, {@code msg} and {@code detail}. */
  public TooLarge(String text) {
    super(text, null);
  }

  @Override
  public int status() {
    return 413;
  }
}
