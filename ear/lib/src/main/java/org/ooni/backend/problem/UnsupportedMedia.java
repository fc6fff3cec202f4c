// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.problem;

/** The request's media type is not one of those taken: 415. */
public final class UnsupportedMedia extends Problem {

  private static final long serialVersionUID = 1L;

  /** With the text as {@code error}, {@code msg} and {@code detail}. */
  public UnsupportedMedia(String text) {
    super(text, null);
  }

  @Override
  public int status() {
    return 415;
  }
}
