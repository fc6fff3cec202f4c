// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.problem;

/**
 * Who asked has closed the connection, so the work was ended. The answer reaches nobody; its status
 * is the one that proxies log for this: 499.
 */
public final class ClientLeft extends Problem {

  private static final long serialVersionUID = 1L;

  /** With a text of its own. */
  public ClientLeft() {
    super("The client has closed the connection", null);
  }

  @Override
  public int status() {
    return 499;
  }
}
