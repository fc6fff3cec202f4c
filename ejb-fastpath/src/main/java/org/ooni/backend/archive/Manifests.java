// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.archive;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jboss.logging.Logger;
import org.ooni.backend.archive.CanFault.Reason;
import org.ooni.backend.objectstore.ObjectStore;

/**
 * Publishes lists of the objects of an hour with their hashes. What comes to an hour later is in a
 * manifest of its own with the next number, which names the hash of the one before: so none is ever
 * rewritten, and none can be missing unnoticed.
 */
final class Manifests {

  private static final Logger LOG = Logger.getLogger(Manifests.class);
  private static final String TYPE = "application/json";

  private final ArchiveDatabase database;
  private final ObjectStore store;
  private final Path folder;
  private final Clock clock;
  private final ArchiveMeters meters;
  private final Consumer<ArchivePoint> passed;

  Manifests(
      ArchiveDatabase database,
      ObjectStore store,
      Path folder,
      Clock clock,
      ArchiveMeters meters,
      Consumer<ArchivePoint> passed) {
    this.database = database;
    this.store = store;
    this.folder = folder;
    this.clock = clock;
    this.meters = meters;
    this.passed = passed;
  }

  /** Makes those that are due, and puts those that were made. */
  void write(BooleanSupplier stopped) throws SQLException, CanFault {
    List<String> hours =
        database.inTransaction(connection -> new ManifestTable(connection).hoursDue());
    for (String hour : hours) {
      if (stopped.getAsBoolean()) {
        return;
      }
      database.inTransaction(connection -> make(connection, hour));
      passed.accept(ArchivePoint.MANIFEST_MADE);
    }
    List<ManifestTable.Made> waiting =
        database.inTransaction(connection -> new ManifestTable(connection).waiting());
    for (ManifestTable.Made manifest : waiting) {
      if (stopped.getAsBoolean()) {
        return;
      }
      database.inTransaction(connection -> put(connection, manifest));
    }
  }

  private boolean make(Connection connection, String hour) throws SQLException {
    ManifestTable table = new ManifestTable(connection);
    List<Manifest.Entry> entries = table.unlisted(hour);
    if (entries.isEmpty()) {
      return false;
    }
    ManifestTable.Place place = table.next(hour);
    byte[] content =
        new Manifest(hour, place.number(), place.previous(), clock.instant(), entries).toJson();
    byte[] sha256 = Proof.digest("SHA-256").digest(content);
    return table.insert(hour, place.number(), sha256, content, entries);
  }

  private boolean put(Connection connection, ManifestTable.Made manifest)
      throws SQLException, CanFault {
    ManifestTable table = new ManifestTable(connection);
    Optional<byte[]> content = table.lock(manifest);
    if (content.isEmpty()) {
      return false;
    }
    byte[] stored = putAndReadBack(manifest.key(), content.get());
    passed.accept(ArchivePoint.MANIFEST_PUT);
    if (Arrays.equals(stored, content.get())) {
      table.stored(manifest);
      return true;
    }
    // the next one names the hash of what is there, and lists what this one should have listed
    LOG.errorf("another manifest lies there, the next number serves: key=%s", manifest.key());
    table.isAnother(manifest, Proof.digest("SHA-256").digest(stored));
    return false;
  }

  private byte[] putAndReadBack(String key, byte[] content) throws CanFault {
    try {
      Path file = Files.createTempFile(folder, "can-", ".json");
      try {
        Files.write(file, content);
        if (store.putIfAbsent(key, file, TYPE)) {
          meters.put(key, content.length);
        }
      } finally {
        Files.deleteIfExists(file);
      }
      try (InputStream stored = store.fetch(key)) {
        return stored.readNBytes(Post.MAXIMUM_BYTES);
      }
    } catch (IOException e) {
      throw new CanFault(Reason.STORE, e);
    }
  }
}
