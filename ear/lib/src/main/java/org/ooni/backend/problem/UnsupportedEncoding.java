// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.problem;

import java.util.Map;

/** The request's content encoding is not one of those taken: 415, with those that are. */
public final class UnsupportedEncoding extends Problem {

  private static final long serialVersionUID = 1L;

  /** With the text as {@code error}, {@code msg} and {@code detail}. */
  public UnsupportedEncoding(String text) {
    super(text, null);
  }

  @Override
  public int status() {
    return 415;
  }

  @Override
  Map<String, String> headers() {
    return Map.of("Accept-Encoding", "gzip, zstd");
  }
}
