// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.command;

import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.ooni.backend.fastpath.FingerprintTables;
import org.ooni.backend.fingerprint.FingerprintSnapshot;
import org.ooni.backend.rerun.FolderSource;
import org.ooni.backend.rerun.Rerun;
import org.ooni.backend.rerun.RerunParts;
import org.ooni.backend.rerun.RerunProgress;
import org.ooni.backend.rerun.RerunSettings;
import org.ooni.backend.rerun.SourceObject;
import org.ooni.backend.rerun.Tally;
import org.ooni.backend.scoring.MeasurementScoring;

/**
 * A process of its own that reruns and ends without a word when it has passed some points, batches
 * or objects: {@code DATABASE-URL ARCHIVE STATE-FILE POINTS}. With 0 points it comes to its end.
 */
public final class MortalRerun {

  static final int DEAD = 137;

  private MortalRerun() {}

  /** Runs, and mostly does not come to its end. */
  public static void main(String[] arguments) throws Exception {
    KeptConnections database = new KeptConnections();
    database.setUrl(arguments[0]);
    database.setUser("ooni_app");
    Rerun.Result result = new Rerun(settings(), parts(database, arguments)).run();
    RerunSummary summary = new RerunSummary(result.tally());
    java.io.PrintWriter out = new java.io.PrintWriter(System.out, true);
    summary.print(out);
    database.close();
  }

  private static RerunSettings settings() {
    return new RerunSettings(
        LocalDate.parse(RerunWorld.DAY),
        LocalDate.parse("2026-11-03"),
        List.of(),
        Set.of(),
        Set.of(),
        new RerunSettings.Writing(true, false, true, true),
        Long.MAX_VALUE,
        2);
  }

  private static RerunParts parts(KeptConnections database, String[] arguments)
      throws SQLException {
    FingerprintSnapshot fingerprints = FingerprintTables.read(database.getConnection());
    return new RerunParts(
        new FolderSource(Path.of(arguments[1])),
        new MeasurementScoring(() -> fingerprints, "1.0.0"),
        Optional.of(database),
        Path.of(arguments[2]),
        () -> 1,
        Duration.ofSeconds(20),
        Clock.systemUTC(),
        new DeathAfter(new AtomicInteger(Integer.parseInt(arguments[3]))));
  }

  /** Counts batches and objects down. */
  private record DeathAfter(AtomicInteger points) implements RerunProgress {

    @Override
    public void scored(long measurements) {
      pass();
    }

    @Override
    public void done(SourceObject object, Tally counted) {
      pass();
    }

    private void pass() {
      if (points.decrementAndGet() == 0) {
        Runtime.getRuntime().halt(DEAD);
      }
    }

    @Override
    public void begins(String day, long bytes) {}

    @Override
    public void advanced(long bytes) {}

    @Override
    public void problem(String object, String where, String reason) {}
  }
}
