// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.archive;

import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import org.ooni.backend.meter.Meters;
import org.ooni.backend.objectstore.ObjectStore;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * A process of its own that runs the archive and ends without a word when it passes a point: {@code
 * PORT ENDPOINT FOLDER POINT}.
 */
public final class MortalArchive {

  static final int DEAD = 137;

  private MortalArchive() {}

  /** Runs, and mostly does not come to its end. */
  public static void main(String[] arguments) throws Exception {
    PGSimpleDataSource database = new PGSimpleDataSource();
    database.setServerNames(new String[] {"127.0.0.1"});
    database.setPortNumbers(new int[] {Integer.parseInt(arguments[0])});
    database.setDatabaseName("ooni");
    database.setUser("ooni_app");
    Duration patience = Duration.ofSeconds(10);
    ObjectStore store =
        new ObjectStore(
            URI.create(arguments[1]), "id", "secretsecret", "bucket", patience, patience);
    ArchivePoint last = ArchivePoint.valueOf(arguments[3]);
    new ArchiveRun(
            database,
            store,
            new ArchiveSettings(
                "1",
                Path.of(arguments[2]),
                20_000_000,
                ArchiveCrashTest.CAN_MEASUREMENTS,
                Duration.ofHours(1),
                Duration.ZERO),
            Clock.fixed(ArchiveWorld.NOW, ZoneOffset.UTC),
            new Meters(),
            () -> false,
            point -> {
              if (point == last) {
                Runtime.getRuntime().halt(DEAD);
              }
            })
        .run();
  }
}
