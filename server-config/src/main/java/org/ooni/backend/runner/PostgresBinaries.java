// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.runner;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.file.Path;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/** The PostgreSQL programs, unpacked once from the class path. */
final class PostgresBinaries {

  private static final String ARCHIVE = "/postgres-linux-x86_64.txz";

  private PostgresBinaries() {}

  /** Directory that holds {@code bin} and {@code lib}. */
  static Path unpacked(Path tools, Progress progress) {
    URL archive = PostgresBinaries.class.getResource(ARCHIVE);
    if (archive == null) {
      throw new RunFailure(
          "No PostgreSQL for this platform on the class path: Linux on x86-64 is needed.");
    }
    Path directory = tools.resolve("postgresql-" + version(archive));
    Unpacking.once(directory, target -> unpack(archive, target, progress));
    return directory;
  }

  private static void unpack(URL archive, Path target, Progress progress) throws IOException {
    progress.line("unpacking PostgreSQL");
    long size = archive.openConnection().getContentLengthLong();
    try (InputStream stream = archive.openStream();
        InputStream counted =
            Unpacking.counted(stream, done -> progress.bar("PostgreSQL", done, size));
        TarArchiveInputStream tar = new TarArchiveInputStream(new XZInputStream(counted))) {
      Unpacking.unpack(tar, target, 0);
    }
  }

  /** The name of the jar tells the version: {@code …-18.6.0.jar!/…}. */
  private static String version(URL archive) {
    String jar = archive.getPath().replaceFirst("\\.jar!.*", "");
    return jar.substring(jar.lastIndexOf('-') + 1);
  }
}
