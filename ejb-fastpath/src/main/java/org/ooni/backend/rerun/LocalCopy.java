// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.rerun;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A file to read an object from.
 *
 * @param file where it lies
 * @param isTemporary whether it is deleted after use
 */
public record LocalCopy(Path file, boolean isTemporary) implements AutoCloseable {

  @Override
  public void close() throws IOException {
    if (isTemporary) {
      Files.deleteIfExists(file);
    }
  }
}
