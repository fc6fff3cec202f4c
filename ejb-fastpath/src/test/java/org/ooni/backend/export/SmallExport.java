// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.export;

import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.YearMonth;
import org.ooni.backend.export.MonthExport.Stored;
import org.ooni.backend.objectstore.ObjectStore;
import org.postgresql.ds.PGSimpleDataSource;

/** Exports a month in a process of its own, which a test gives little memory. */
final class SmallExport {

  private SmallExport() {}

  /** Arguments: port of the database, address of the store, folder, month; exits with 0 or 1. */
  public static void main(String[] arguments) throws Exception {
    PGSimpleDataSource database = new PGSimpleDataSource();
    database.setServerNames(new String[] {"127.0.0.1"});
    database.setPortNumbers(new int[] {Integer.parseInt(arguments[0])});
    database.setDatabaseName("ooni");
    database.setUser("ooni_app");
    Duration patience = Duration.ofMinutes(1);
    ObjectStore store =
        new ObjectStore(URI.create(arguments[1]), "key", "secret", "bucket", patience, patience);
    MonthExport export =
        new MonthExport(
            database, database, store, Path.of(arguments[2]), 1 << 30, Clock.systemUTC());
    MonthExport.Outcome outcome = export.run(YearMonth.parse(arguments[3]));
    System.exit(outcome instanceof Stored ? 0 : 1);
  }
}
