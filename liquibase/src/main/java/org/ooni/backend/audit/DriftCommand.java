// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.audit;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.Callable;
import javax.sql.DataSource;
import org.ooni.backend.schema.Changelog;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Compares a live database with the schema of this version. */
@Command(
    name = "drift",
    mixinStandardHelpOptions = true,
    description = {
      "Compares tables, columns, constraints, indexes, functions, rights, roles and comments of a"
          + " database with those that the change sets of this version make.",
      "Changes nothing; the rights of the application (DATABASE_USER=ooni_app) are enough."
    })
final class DriftCommand implements Callable<Integer> {

  private static final String METRICS =
      """
      # HELP schema_change_sets_pending Change sets of this version that the database has not.
      # TYPE schema_change_sets_pending gauge
      schema_change_sets_pending %d
      # HELP schema_drift_differences Lines of the catalogue that differ from the reference.
      # TYPE schema_drift_differences gauge
      schema_drift_differences %d
      """;

  @Mixin AuditedDatabase database;

  @Option(
      names = "--metrics",
      paramLabel = "FILE",
      description = "Write the numbers for Prometheus' textfile collector as well.")
  Path metrics;

  @Spec CommandSpec spec;

  @Override
  public Integer call() throws SQLException, IOException {
    DataSource source = database.dataSource();
    List<String> pending =
        AppliedChanges.of(source).pending(Changelog.changeSets(Changelog.MASTER));
    Drift drift = Drift.between(Catalogue.reference(), Catalogue.of(source));
    PrintWriter out = spec.commandLine().getOut();
    pending.forEach(id -> out.println("pending     " + id));
    out.print(drift.report());
    out.flush();
    if (metrics != null) {
      write(METRICS.formatted(pending.size(), drift.size()));
    }
    return pending.isEmpty() && drift.size() == 0 ? 0 : 1;
  }

  /** Whoever reads it meanwhile sees the old or the new one, never a half. */
  private void write(String text) throws IOException {
    Path whole = metrics.toAbsolutePath();
    Path part = whole.resolveSibling("." + whole.getFileName() + ".part");
    Files.writeString(part, text);
    Files.move(part, whole, StandardCopyOption.ATOMIC_MOVE);
  }
}
