// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.accept;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.rocksdb.ColumnFamilyHandle;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;
import org.rocksdb.WriteBatch;

/**
 * The log's own count of what it has taken, by hour. It changes in the write that makes the
 * measurements durable, and by no drop: so whoever compares it with the database sees what was lost
 * in between.
 */
final class LogCounter {

  private static final byte[] IDENTITY = "id".getBytes(US_ASCII);
  private static final int HOUR_LENGTH = 10;
  private static final int HOURS_KEPT = 1000;

  private final RocksDB database;
  private final ColumnFamilyHandle counts;
  private String identity;
  private volatile Map<String, Long> byHour = Map.of();

  /** Changes nothing until it is opened. */
  LogCounter(RocksDB database, ColumnFamilyHandle counts) {
    this.database = database;
    this.counts = counts;
  }

  /** Reads the counts of before, and gives a new log its identity. */
  void open() throws RocksDBException {
    Optional<byte[]> known = Optional.ofNullable(database.get(counts, IDENTITY));
    byte[] id = known.orElseGet(() -> UUID.randomUUID().toString().getBytes(US_ASCII));
    if (known.isEmpty()) {
      database.put(counts, IDENTITY, id);
    }
    identity = new String(id, US_ASCII);
    TreeMap<String, Long> read = new TreeMap<>();
    try (RocksIterator iterator = database.newIterator(counts)) {
      for (iterator.seekToFirst(); iterator.isValid(); iterator.next()) {
        String key = new String(iterator.key(), US_ASCII);
        if (key.length() == HOUR_LENGTH) {
          read.put(key, ByteBuffer.wrap(iterator.value()).getLong());
        }
      }
      iterator.status();
    }
    while (read.size() > HOURS_KEPT) {
      database.delete(counts, read.pollFirstEntry().getKey().getBytes(US_ASCII));
    }
    byHour = Map.copyOf(read);
  }

  /** Adds to a write; the result is what the counts are once it is done. */
  Map<String, Long> count(List<AcceptedMeasurement> accepted, WriteBatch batch)
      throws RocksDBException {
    Map<String, Long> changed = new HashMap<>();
    for (AcceptedMeasurement measurement : accepted) {
      String hour = measurement.uid().text().substring(0, HOUR_LENGTH);
      changed.merge(hour, 1L, Long::sum);
    }
    Map<String, Long> after = new HashMap<>(byHour);
    for (Map.Entry<String, Long> hour : changed.entrySet()) {
      long total = after.merge(hour.getKey(), hour.getValue(), Long::sum);
      byte[] value = ByteBuffer.allocate(Long.BYTES).putLong(total).array();
      batch.put(counts, hour.getKey().getBytes(US_ASCII), value);
    }
    return after;
  }

  /** Takes over what {@link #count} said, after the write. */
  void written(Map<String, Long> after) {
    byHour = after;
  }

  AcceptedCounts get() {
    return new AcceptedCounts(identity, byHour);
  }
}
