// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.command;

import com.github.luben.zstd.ZstdInputStream;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;

/** Files as they are found in archives: plain, or packed as their names say. */
final class PackedInput {

  private static final int BUFFER = 1 << 16;

  private PackedInput() {}

  static InputStream unpack(Path file, InputStream in) throws IOException {
    String name = file.toString();
    if (name.endsWith(".gz")) {
      return new GZIPInputStream(in, BUFFER);
    }
    return name.endsWith(".zst") ? new ZstdInputStream(in) : new BufferedInputStream(in, BUFFER);
  }
}
