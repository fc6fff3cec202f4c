// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.accept;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.BloomFilter;
import org.rocksdb.ColumnFamilyDescriptor;
import org.rocksdb.ColumnFamilyHandle;
import org.rocksdb.ColumnFamilyOptions;
import org.rocksdb.CompactionOptionsFIFO;
import org.rocksdb.CompactionStyle;
import org.rocksdb.DBOptions;
import org.rocksdb.InfoLogLevel;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.WALRecoveryMode;

/**
 * How the log's RocksDB database is opened: the options on which durability and the disk it takes
 * depend, in one place.
 */
record LogFiles(
    RocksDB database,
    ColumnFamilyHandle entries,
    ColumnFamilyHandle digests,
    ColumnFamilyHandle counts,
    List<AutoCloseable> options)
    implements AutoCloseable {

  private static final long MEGABYTE = 1L << 20;
  private static final int BLOOM_BITS = 10;
  private static final double MEMTABLE_BLOOM = 0.02;

  static LogFiles open(Path directory, Duration duplicateWindow) throws RocksDBException {
    RocksDB.loadLibrary();
    DBOptions database = databaseOptions();
    ColumnFamilyOptions entries = entryOptions();
    ColumnFamilyOptions digests = digestOptions(duplicateWindow);
    ColumnFamilyOptions counts = new ColumnFamilyOptions();
    List<ColumnFamilyHandle> handles = new ArrayList<>();
    RocksDB opened =
        RocksDB.open(
            database,
            directory.toString(),
            List.of(
                new ColumnFamilyDescriptor(RocksDB.DEFAULT_COLUMN_FAMILY, entries),
                new ColumnFamilyDescriptor("digests".getBytes(US_ASCII), digests),
                new ColumnFamilyDescriptor("counts".getBytes(US_ASCII), counts)),
            handles);
    return new LogFiles(
        opened,
        handles.get(0),
        handles.get(1),
        handles.get(2),
        List.of(database, entries, digests, counts));
  }

  private static DBOptions databaseOptions() {
    return new DBOptions()
        .setCreateIfMissing(true)
        .setCreateMissingColumnFamilies(true)
        // a torn tail was never acknowledged; damage before it must be seen by a person, not
        // skipped
        .setWalRecoveryMode(WALRecoveryMode.TolerateCorruptedTailRecords)
        .setParanoidChecks(true)
        .setMaxTotalWalSize(512 * MEGABYTE)
        .setMaxBackgroundJobs(2)
        // there is one writer; without others beside it, keys that rise are put in without a search
        .setAllowConcurrentMemtableWrite(false)
        .setInfoLogLevel(InfoLogLevel.WARN_LEVEL)
        .setMaxLogFileSize(4 * MEGABYTE)
        .setKeepLogFileNum(2);
  }

  /** An entry lives for seconds, so most are gone before a memory table is written out. */
  private static ColumnFamilyOptions entryOptions() {
    return new ColumnFamilyOptions()
        .setWriteBufferSize(64 * MEGABYTE)
        .setMaxWriteBufferNumber(4)
        .setEnableBlobFiles(true)
        .setMinBlobSize(1024)
        .setEnableBlobGarbageCollection(true);
  }

  private static ColumnFamilyOptions digestOptions(Duration duplicateWindow) {
    CompactionOptionsFIFO fifo = new CompactionOptionsFIFO();
    fifo.setMaxTableFilesSize(1024 * MEGABYTE);
    fifo.setAllowCompaction(true);
    BlockBasedTableConfig table = new BlockBasedTableConfig();
    table.setFilterPolicy(new BloomFilter(BLOOM_BITS));
    return new ColumnFamilyOptions()
        .setCompactionStyle(CompactionStyle.FIFO)
        .setCompactionOptionsFIFO(fifo)
        .setTtl(duplicateWindow.toSeconds())
        .setTableFormatConfig(table)
        // nearly every digest that is asked for is new, and should cost no search
        .setMemtablePrefixBloomSizeRatio(MEMTABLE_BLOOM)
        .setMemtableWholeKeyFiltering(true)
        .setWriteBufferSize(16 * MEGABYTE);
  }

  @Override
  public void close() {
    entries.close();
    digests.close();
    counts.close();
    database.close();
    for (AutoCloseable option : options) {
      if (option instanceof org.rocksdb.RocksObject object) {
        object.close();
      }
    }
  }
}
