// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.command;

import java.io.IOException;
import java.io.UncheckedIOException;

/** The output cannot be written: nothing more can be done, unlike with an input. */
final class PrintFailure extends UncheckedIOException {

  private static final long serialVersionUID = 1L;

  PrintFailure(IOException cause) {
    super(cause);
  }
}
