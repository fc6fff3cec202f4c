// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.vpn;

/** The service did not answer, or not with what it should. */
final class Unusable extends Exception {

  private static final long serialVersionUID = 1L;

  Unusable(String message) {
    super(message);
  }

  Unusable(String message, Throwable cause) {
    super(message, cause);
  }
}
