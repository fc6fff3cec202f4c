// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.json;

/** A document, or a value in it, is not what its reader needs. The message is safe to show. */
public final class MalformedJson extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final Kind kind;

  /** What is wrong, in kinds that can be counted. */
  public enum Kind {
    /** The bytes are not JSON. */
    SYNTAX,
    /** The document is JSON but larger than what is taken apart. */
    BOUNDS,
    /** A value is not of the type or form that is needed where it stands. */
    SHAPE
  }

  /**
   * Describes it without a stack trace: bodies are often malformed, and the place in the program
   * says nothing about them.
   */
  public MalformedJson(Kind kind, String message) {
    super(message, null, false, false);
    this.kind = kind;
  }

  /** A value is not of the type or form that is needed where it stands. */
  public static MalformedJson shape(String message) {
    return new MalformedJson(Kind.SHAPE, message);
  }

  /** What is wrong. */
  public Kind kind() {
    return kind;
  }
}
