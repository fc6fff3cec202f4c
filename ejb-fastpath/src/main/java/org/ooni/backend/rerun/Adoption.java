// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.rerun;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.ooni.backend.archive.CanAdoption;
import org.ooni.backend.archive.CanInspection;
import org.ooni.backend.archive.CanName;
import org.ooni.backend.rerun.Tally.Kind;

/** Has the index know the lines of objects that it does not know. */
final class Adoption {

  private final ArchiveSource source;
  private final CanAdoption cans;
  private final Patience patience;

  Adoption(ArchiveSource source, DataSource database, Patience patience) {
    this.source = source;
    this.cans = new CanAdoption(database);
    this.patience = patience;
  }

  /** Looks at an object of bodies; nothing happens with any other. */
  void adopt(SourceObject object, Path bodies, ObjectRun run) throws Stopped {
    Optional<CanName> name =
        CanName.of(object.key()).filter(can -> can.postcan().equals(object.key()));
    if (name.isEmpty()) {
      return;
    }
    try {
      if (!patience.ask(() -> cans.isKnown(name.get()))) {
        patience
            .ask(() -> adopt(name.get(), bodies, run))
            .ifPresent(lines -> run.counted().add(Kind.INDEXED, List.of(), lines));
      }
    } catch (SQLException e) {
      run.problem(name.get().jsonl(), "refused by the database, SQLSTATE " + e.getSQLState());
    }
  }

  private Optional<Integer> adopt(CanName name, Path bodies, ObjectRun run)
      throws SQLException, Stopped {
    try (InputStream postcan = Files.newInputStream(bodies);
        InputStream jsonl = source.open(name.jsonl())) {
      return cans.adopt(name, postcan, jsonl);
    } catch (FileNotFoundException e) {
      run.problem(name.jsonl(), "lines_missing");
    } catch (CanInspection.Differs e) {
      run.problem(name.jsonl(), "lines_differ");
    } catch (IOException e) {
      throw Stopped.away("the archive cannot be read: " + e.getMessage(), e);
    }
    return Optional.empty();
  }
}
