// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.deploy;

/** Something that the caller must know, in one line that says what and what to do. */
final class DeployFailure extends RuntimeException {

  private static final long serialVersionUID = 1;

  DeployFailure(String message) {
    super(message);
  }

  DeployFailure(String message, Throwable cause) {
    super(message, cause);
  }
}
