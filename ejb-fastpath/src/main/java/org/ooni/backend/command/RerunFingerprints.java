// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import javax.sql.DataSource;
import org.ooni.backend.fastpath.FingerprintTables;
import org.ooni.backend.fingerprint.Fingerprint;
import org.ooni.backend.fingerprint.FingerprintReader;
import org.ooni.backend.fingerprint.FingerprintSnapshot;
import picocli.CommandLine.Option;

/** The fingerprints that a rerun scores with: one set from its begin to its end. */
final class RerunFingerprints {

  @Option(
      names = "--fingerprints-dns",
      paramLabel = "FILE",
      description = "Fingerprints of DNS answers, CSV or JSON, instead of those of the database.")
  Path dnsFile;

  @Option(
      names = "--fingerprints-http",
      paramLabel = "FILE",
      description = "The same for HTTP responses.")
  Path httpFile;

  /**
   * Reads them.
   *
   * @throws IOException when there are none, without which confirmations would be missed silently
   */
  FingerprintSnapshot read(DataSource database) throws IOException, SQLException {
    if (dnsFile != null || httpFile != null) {
      return new FingerprintSnapshot(read(dnsFile), read(httpFile));
    }
    try (Connection connection = database.getConnection()) {
      FingerprintSnapshot snapshot = FingerprintTables.read(connection);
      if (snapshot.size() == 0) {
        throw new IOException(
            "the database has no fingerprints yet, without which nothing would be confirmed: let a"
                + " server fetch them first, or give --fingerprints-dns and --fingerprints-http");
      }
      return snapshot;
    }
  }

  private static List<Fingerprint> read(Path file) throws IOException {
    return file == null ? List.of() : FingerprintReader.read(Files.readAllBytes(file));
  }
}
