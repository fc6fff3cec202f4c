// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.problem;

import java.util.Map;

/**
 * A change of a test list cannot be proposed: 400, with {@code err_str}, {@code err_args} and
 * {@code description} beside the common members (probe services, section 9).
 */
public final class ProposalRefused extends Problem {

  private static final long serialVersionUID = 1L;

  private final String code;
  private final transient Map<String, String> arguments;

  /**
   * With the text as {@code description}, {@code error}, {@code msg} and {@code detail}.
   *
   * @param code what programs compare and translate, such as {@code err_bad_url}
   */
  public ProposalRefused(String code, String text) {
    this(code, text, Map.of(), null);
  }

  /** Likewise, with what the log is to say about it. */
  public ProposalRefused(String code, String text, Throwable cause) {
    this(code, text, Map.of(), cause);
  }

  /** Likewise, with what a translation of the text says by name. */
  public ProposalRefused(String code, String text, Map<String, String> arguments) {
    this(code, text, arguments, null);
  }

  private ProposalRefused(
      String code, String text, Map<String, String> arguments, Throwable cause) {
    super(text, cause);
    this.code = code;
    this.arguments = arguments;
  }

  /** What programs compare and translate. */
  public String code() {
    return code;
  }

  @Override
  public int status() {
    return 400;
  }

  @Override
  Map<String, Object> members() {
    return Map.of("err_str", code, "err_args", arguments, "description", getMessage());
  }
}
