// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.accept;

import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.rocksdb.RocksDBException;

/**
 * Keeps a native database from being closed while somebody uses it, and from being used after:
 * either would end the whole process.
 */
final class NativeGuard {

  private final ReadWriteLock lock = new ReentrantReadWriteLock();
  private boolean closed;

  /** Work on the native database. */
  interface Use<T> {
    T run() throws RocksDBException;
  }

  /** Does the work while the database is open. */
  <T> T use(Use<T> work) throws RocksDBException {
    lock.readLock().lock();
    try {
      if (closed) {
        throw new RocksDBException("the accept log is closed");
      }
      return work.run();
    } finally {
      lock.readLock().unlock();
    }
  }

  /** Closes the database once, when nobody uses it any more. */
  void close(Runnable closing) {
    lock.writeLock().lock();
    try {
      if (!closed) {
        closed = true;
        closing.run();
      }
    } finally {
      lock.writeLock().unlock();
    }
  }
}
