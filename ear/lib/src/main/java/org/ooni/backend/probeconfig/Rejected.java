// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.probeconfig;

/** A file is not what probes can read; the message names the member, never its value. */
final class Rejected extends Exception {

  private static final long serialVersionUID = 1L;

  Rejected(String message) {
    super(message);
  }
}
