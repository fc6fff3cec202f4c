// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.problem;

import jakarta.ejb.ApplicationException;
import java.util.Map;

/**
 * What is wrong with a request, or keeps it from being answered. Thrown anywhere below a resource;
 * {@link ProblemMapper} turns it into the answer. Its text is shown to the caller, so it never
 * repeats what the request said and never names a host, a path or a statement.
 */
@ApplicationException(rollback = true)
public abstract sealed class Problem extends RuntimeException
    permits BadRequest,
        ChangeRefused,
        ClientLeft,
        Conflict,
        Forbidden,
        NotFound,
        TooLarge,
        TooManyRequests,
        TooSlow,
        Unauthorized,
        Unavailable,
        Unprocessable,
        UnsupportedEncoding,
        UnsupportedMedia {

  private static final long serialVersionUID = 1L;

  Problem(String text, Throwable cause) {
    // an answer, not a fault of ours: a stack trace would only cost
    super(text, cause, false, false);
  }

  /** HTTP status of the answer. */
  public abstract int status();

  /** What old clients read: the member {@code error}. */
  String error() {
    return getMessage();
  }

  /** What clients of today read: a text, a map or a list, as JSON. */
  Object detail() {
    return getMessage();
  }

  /** Whether clients compare the whole body, which then has the member {@code detail} alone. */
  boolean isDetailOnly() {
    return false;
  }

  /** What clients of this kind of problem read beside the common members, as JSON. */
  Map<String, Object> members() {
    return Map.of();
  }

  /** Headers that belong to this kind of problem. */
  Map<String, String> headers() {
    return Map.of();
  }
}
