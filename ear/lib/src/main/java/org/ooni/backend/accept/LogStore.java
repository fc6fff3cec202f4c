// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.accept;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.ooni.backend.measurement.MeasurementUid;
import org.rocksdb.ColumnFamilyHandle;
import org.rocksdb.ReadOptions;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;
import org.rocksdb.Slice;
import org.rocksdb.WriteBatch;
import org.rocksdb.WriteOptions;

/**
 * The log's files: a RocksDB database with one column family of entries by uid, one that remembers
 * what a digest was answered, for as long as retries are expected, and one that counts.
 */
final class LogStore implements AutoCloseable {

  private static final byte[] NO_ROOM = new byte[0];
  private static final Comparator<MeasurementUid> OLDEST_FIRST =
      Comparator.comparing(MeasurementUid::text);

  private final LogFiles files;
  private final RocksDB database;
  private final ColumnFamilyHandle entries;
  private final ColumnFamilyHandle digests;
  private final LogCounter counter;
  private final WriteOptions synced = new WriteOptions().setSync(true);
  private final WriteOptions unsynced = new WriteOptions();
  private final AtomicLong count = new AtomicLong();
  private final AtomicLong bytes = new AtomicLong();

  private final NativeGuard guard = new NativeGuard();

  /** Everything below was dropped; scans start here and not among the tombstones before it. */
  private volatile byte[] floor = NO_ROOM;

  private LogStore(LogFiles files) {
    this.files = files;
    this.database = files.database();
    this.entries = files.entries();
    this.digests = files.digests();
    this.counter = new LogCounter(files.database(), files.counts());
  }

  /**
   * Opens the log, replaying what was synced before a crash.
   *
   * @param directory where its files are
   * @param duplicateWindow how long a digest is remembered
   */
  static LogStore open(Path directory, Duration duplicateWindow) throws RocksDBException {
    LogStore store = new LogStore(LogFiles.open(directory, duplicateWindow));
    store.countEntries();
    store.counter.open();
    return store;
  }

  /** Writes all of them, or none, and returns when they are on the disk. */
  void append(List<AcceptedMeasurement> accepted) throws RocksDBException {
    long added =
        guard.use(
            () -> {
              long written = 0;
              try (WriteBatch batch = new WriteBatch()) {
                for (AcceptedMeasurement measurement : accepted) {
                  byte[] key = LogKey.of(measurement.uid());
                  byte[] value = measurement.toBytes();
                  written += value.length;
                  batch.put(entries, key, value);
                  batch.put(digests, measurement.digest(), Acknowledgement.bytes(measurement));
                }
                Map<String, Long> counts = counter.count(accepted, batch);
                database.write(synced, batch);
                counter.written(counts);
              }
              return written;
            });
    count.addAndGet(accepted.size());
    bytes.addAndGet(added);
  }

  /** What was answered to bytes with this digest before. */
  Optional<Acknowledgement> acknowledged(byte[] digest) throws RocksDBException {
    return Optional.ofNullable(guard.use(() -> database.get(digests, digest)))
        .map(Acknowledgement::ofBytes);
  }

  /** One entry. */
  Optional<AcceptedMeasurement> find(MeasurementUid uid) throws RocksDBException {
    return Optional.ofNullable(guard.use(() -> database.get(entries, LogKey.of(uid))))
        .map(value -> AcceptedMeasurement.ofBytes(uid, value));
  }

  /**
   * The entries of a range in order, up to a number of bytes but at least one.
   *
   * @param first the smallest uid
   * @param last the largest uid
   */
  List<AcceptedMeasurement> range(MeasurementUid first, MeasurementUid last, long maximumBytes)
      throws RocksDBException {
    return guard.use(() -> scan(first, last, maximumBytes));
  }

  private List<AcceptedMeasurement> scan(
      MeasurementUid first, MeasurementUid last, long maximumBytes) throws RocksDBException {
    List<AcceptedMeasurement> found = new ArrayList<>();
    long weight = 0;
    try (Slice end = new Slice(LogKey.after(last));
        ReadOptions options = new ReadOptions().setIterateUpperBound(end);
        RocksIterator iterator = database.newIterator(entries, options)) {
      for (iterator.seek(LogKey.of(first)); iterator.isValid(); iterator.next()) {
        AcceptedMeasurement entry =
            AcceptedMeasurement.ofBytes(LogKey.uid(iterator.key()), iterator.value());
        weight += entry.weight();
        if (!found.isEmpty() && weight > maximumBytes) {
          break;
        }
        found.add(entry);
      }
      iterator.status();
    }
    return found;
  }

  /** The uids of the oldest entries, oldest first. */
  List<MeasurementUid> oldest(int maximum) throws RocksDBException {
    return guard.use(() -> scanFromFloor(maximum));
  }

  private List<MeasurementUid> scanFromFloor(int maximum) throws RocksDBException {
    List<MeasurementUid> found = new ArrayList<>();
    try (RocksIterator iterator = database.newIterator(entries)) {
      for (iterator.seek(floor); iterator.isValid() && found.size() < maximum; iterator.next()) {
        found.add(LogKey.uid(iterator.key()));
      }
      iterator.status();
    }
    if (!found.isEmpty()) {
      floor = LogKey.of(found.get(0));
    }
    return found;
  }

  /** The uid of the newest entry. */
  Optional<MeasurementUid> newest() throws RocksDBException {
    return guard.use(
        () -> {
          try (RocksIterator iterator = database.newIterator(entries)) {
            iterator.seekToLast();
            iterator.status();
            return iterator.isValid() ? Optional.of(LogKey.uid(iterator.key())) : Optional.empty();
          }
        });
  }

  /**
   * Forgets entries that are in the database now. Not synced: one that comes back after a power
   * failure is committed once more to the same effect.
   */
  void drop(Collection<MeasurementUid> uids) throws RocksDBException {
    guard.use(
        () -> {
          delete(uids);
          return null;
        });
  }

  private synchronized void delete(Collection<MeasurementUid> uids) throws RocksDBException {
    if (uids.isEmpty()) {
      return;
    }
    Set<MeasurementUid> wanted = Set.copyOf(uids);
    MeasurementUid first = Collections.min(wanted, OLDEST_FIRST);
    long dropped = 0;
    long freed = 0;
    // they lie close together: one walk costs less than a question for each whether it is there
    try (WriteBatch batch = new WriteBatch();
        Slice end = new Slice(LogKey.after(Collections.max(wanted, OLDEST_FIRST)));
        ReadOptions options = new ReadOptions().setIterateUpperBound(end);
        RocksIterator iterator = database.newIterator(entries, options)) {
      for (iterator.seek(LogKey.of(first)); iterator.isValid(); iterator.next()) {
        byte[] key = iterator.key();
        if (wanted.contains(LogKey.uid(key))) {
          batch.delete(entries, key);
          dropped++;
          freed += iterator.value(NO_ROOM);
        }
      }
      iterator.status();
      database.write(unsynced, batch);
    }
    count.addAndGet(-dropped);
    bytes.addAndGet(-freed);
  }

  /** How many it has ever taken. */
  AcceptedCounts accepted() {
    return counter.get();
  }

  /** Number of entries. */
  long count() {
    return count.get();
  }

  /** Bytes of the entries. */
  long bytes() {
    return bytes.get();
  }

  @Override
  public void close() {
    guard.close(
        () -> {
          synced.close();
          unsynced.close();
          files.close();
        });
  }

  private void countEntries() throws RocksDBException {
    try (RocksIterator iterator = database.newIterator(entries)) {
      for (iterator.seekToFirst(); iterator.isValid(); iterator.next()) {
        count.incrementAndGet();
        bytes.addAndGet(iterator.value().length);
      }
      iterator.status();
    }
  }
}
