// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.export;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.jboss.logging.Logger;
import org.ooni.backend.export.ExportFault.Reason;
import org.ooni.backend.export.ExportTable.Made;
import org.ooni.backend.export.ExportTable.Progress;
import org.ooni.backend.objectstore.ObjectStore;

/**
 * Exports a month once, whatever is killed when:
 *
 * <pre>
 * names given out -> files made, with their hashes -> hashes kept -> files put and read back
 *   -> manifest put and read back -> stored
 * </pre>
 *
 * <p>A run that was cut off before all files were put begins anew under other names. What it had
 * put stays, named by no manifest.
 */
final class MonthExport {

  private static final Logger LOG = Logger.getLogger(MonthExport.class);
  private static final String CSV = "text/csv";
  private static final String JSON = "application/json";
  private static final int BUFFER = 1 << 16;

  private final DataSource readers;
  private final DataSource writers;
  private final ObjectStore store;
  private final Path folder;
  private final long fileBytes;
  private final Clock clock;

  /**
   * Exports nothing yet.
   *
   * @param readers connections for the rows
   * @param writers connections for the state
   */
  MonthExport(
      DataSource readers,
      DataSource writers,
      ObjectStore store,
      Path folder,
      long fileBytes,
      Clock clock) {
    this.readers = readers;
    this.writers = writers;
    this.store = store;
    this.folder = folder;
    this.fileBytes = fileBytes;
    this.clock = clock;
  }

  /** What became of it. */
  sealed interface Outcome permits Stored, Nothing, Busy {}

  /** It is published now. */
  record Stored(long rows, long bytes) implements Outcome {}

  /** There was nothing to do: it was published before, or has no rows. */
  record Nothing() implements Outcome {}

  /** Another node is at it. */
  record Busy() implements Outcome {}

  /** Exports a month that is over. */
  Outcome run(YearMonth month) throws ExportFault {
    // the lock ends with its connection, so no node can be stopped by one that died
    try (Connection connection = writers.getConnection()) {
      ExportTable table = new ExportTable(connection);
      if (!table.lock()) {
        return new Busy();
      }
      try {
        return export(table, month);
      } finally {
        table.unlock();
      }
    } catch (SQLException e) {
      throw new ExportFault(Reason.DATABASE, "SQLSTATE " + e.getSQLState(), e);
    }
  }

  private Outcome export(ExportTable table, YearMonth month) throws SQLException, ExportFault {
    Optional<Progress> before = table.find(month);
    if (before.map(Progress::isStored).orElse(false)) {
      return new Nothing();
    }
    Optional<Made> put = before.flatMap(Progress::made);
    if (put.isPresent() && isAllThere(put.get().files())) {
      return finish(table, month, before.get().attempt(), put.get());
    }
    int attempt = before.map(progress -> progress.attempt() + 1).orElse(0);
    table.begin(month, attempt);
    try (MadeFiles files = new MadeFiles(folder, month, attempt, PublicRows.NAMES, fileBytes)) {
      Made made = make(files, month);
      if (made.rows() == 0) {
        table.forget(month);
        return new Nothing();
      }
      table.made(month, attempt, made);
      for (Map.Entry<Path, ExportedFile> file : files.finished().entrySet()) {
        put(file.getValue(), file.getKey(), CSV);
      }
      return finish(table, month, attempt, made);
    } catch (IOException e) {
      throw new ExportFault(Reason.DISK, "the files cannot be made", e);
    }
  }

  private Made make(MadeFiles files, YearMonth month) throws SQLException, IOException {
    try (Connection connection = readers.getConnection()) {
      connection.setAutoCommit(false);
      try {
        Instant takenAt = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        long rows = new PublicRows(connection).read(month, files::add);
        files.finish();
        return new Made(rows, takenAt, List.copyOf(files.finished().values()));
      } finally {
        connection.rollback();
        connection.setAutoCommit(true);
      }
    }
  }

  private Outcome finish(ExportTable table, YearMonth month, int attempt, Made made)
      throws SQLException, ExportFault {
    byte[] manifest = ExportManifest.of(month, made);
    String sha256 = HexFormat.of().formatHex(MadeFiles.sha256().digest(manifest));
    try {
      Path file = Files.createTempFile(folder, "export-", ".json");
      try {
        Files.write(file, manifest);
        put(new ExportedFile(ExportManifest.key(month), manifest.length, sha256, 0), file, JSON);
      } finally {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      throw new ExportFault(Reason.DISK, "the manifest cannot be made", e);
    }
    table.stored(month, attempt, clock.instant());
    long bytes = made.files().stream().mapToLong(ExportedFile::bytes).sum();
    LOG.infof("month exported month=%s rows=%d bytes=%d", month, made.rows(), bytes);
    return new Stored(made.rows(), bytes);
  }

  private void put(ExportedFile object, Path file, String type) throws ExportFault {
    try {
      store.putIfAbsent(object.key(), file, type);
      if (!isThere(object)) {
        throw new ExportFault(
            Reason.OTHER_OBJECT, "another object lies under the name " + object.key(), null);
      }
    } catch (IOException e) {
      throw new ExportFault(Reason.STORE, "the object store does not take it", e);
    }
  }

  private boolean isAllThere(List<ExportedFile> files) throws ExportFault {
    try {
      for (ExportedFile file : files) {
        if (!isThere(file)) {
          return false;
        }
      }
      return true;
    } catch (IOException e) {
      throw new ExportFault(Reason.STORE, "the object store does not answer", e);
    }
  }

  /** Read back and compared: an answer of a store is no proof. */
  private boolean isThere(ExportedFile file) throws IOException {
    MessageDigest digest = MadeFiles.sha256();
    byte[] buffer = new byte[BUFFER];
    try (InputStream object = new DigestInputStream(store.fetch(file.key()), digest)) {
      while (object.read(buffer) >= 0) {
        // the digest is what is wanted
      }
    } catch (FileNotFoundException e) {
      return false;
    }
    return HexFormat.of().formatHex(digest.digest()).equals(file.sha256());
  }
}
