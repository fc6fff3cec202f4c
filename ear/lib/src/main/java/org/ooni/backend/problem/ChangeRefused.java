// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.problem;

import java.util.Map;

/**
 * A change of a test list, of a rule of priorities or of a link cannot be made: 400 or 404, with
 * {@code err_str}, {@code err_args} and {@code description} beside the common members (probe
 * services, sections 9 to 11).
 */
public final class ChangeRefused extends Problem {

  private static final long serialVersionUID = 1L;

  private final String code;
  private final transient Map<String, String> arguments;
  private final int status;

  /**
   * With the text as {@code description}, {@code error}, {@code msg} and {@code detail}.
   *
   * @param code what programs compare and translate, such as {@code err_bad_url}
   */
  public ChangeRefused(String code, String text) {
    this(400, code, text, Map.of(), null);
  }

  /** Likewise, with what the log is to say about it. */
  public ChangeRefused(String code, String text, Throwable cause) {
    this(400, code, text, Map.of(), cause);
  }

  /** Likewise, with what a translation of the text says by name. */
  public ChangeRefused(String code, String text, Map<String, String> arguments) {
    this(400, code, text, arguments, null);
  }

  /** What is to be changed is not there: 404. */
  public static ChangeRefused notFound(String code, String text) {
    return new ChangeRefused(404, code, text, Map.of(), null);
  }

  private ChangeRefused(
      int status, String code, String text, Map<String, String> arguments, Throwable cause) {
    super(text, cause);
    this.status = status;
    this.code = code;
    this.arguments = arguments;
  }

  /** What programs compare and translate. */
  public String code() {
    return code;
  }

  @Override
  public int status() {
    return status;
  }

  @Override
  Map<String, Object> members() {
    return Map.of("err_str", code, "err_args", arguments, "description", getMessage());
  }
}
