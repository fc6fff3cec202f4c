// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.session;

import java.util.Locale;
import java.util.Map;

/** What a text that ought to be a token turned out to be. */
public sealed interface TokenReading {

  /**
   * Signed with the key, for the audience, and of its time.
   *
   * @param claims by name; numbers of seconds as {@code Long}, {@code exp}, {@code nbf} and {@code
   *     iat} as {@code java.util.Date}
   */
  record Genuine(Map<String, Object> claims) implements TokenReading {}

  /** A token, but not one to be believed. */
  record Refused(Reason reason) implements TokenReading {}

  /** Not of a token's form. */
  record NotAToken() implements TokenReading {}

  /** Why a token is not believed. */
  enum Reason {
    /** Longer than any token of ours. */
    TOO_LONG,
    /** Another algorithm, another key, or changed. */
    SIGNATURE,
    /** For another audience than this. */
    AUDIENCE,
    /** Of the past. */
    EXPIRED,
    /** Of the future. */
    NOT_YET;

    /** Its name in the metrics. */
    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
