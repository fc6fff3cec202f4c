// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.audit;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.Callable;
import javax.sql.DataSource;
import liquibase.changelog.ChangeSet;
import org.ooni.backend.schema.Changelog;
import org.ooni.backend.schema.Releases;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Writes everything that an auditor signs. */
@Command(
    name = "audit",
    mixinStandardHelpOptions = true,
    description = {
      "Writes what an update would do and how it is taken back, the state of all change sets,"
          + " their risks, the drift and the data dictionary into a folder, with SHA-256 sums.",
      "Changes nothing in the database."
    })
final class AuditCommand implements Callable<Integer> {

  private static final String NOT_COMPARABLE =
      "not looked for: change sets are pending, ask the version that is deployed\n";

  @Mixin AuditedDatabase database;

  @Option(names = "--out", required = true, paramLabel = "DIR", description = "Folder to write to.")
  Path folder;

  @Spec CommandSpec spec;

  private final Clock clock;

  AuditCommand(Clock clock) {
    this.clock = clock;
  }

  @Override
  public Integer call() throws SQLException, IOException {
    DataSource source = database.dataSource();
    List<ChangeSet> changelog = Changelog.changeSets(Changelog.MASTER);
    AppliedChanges applied = AppliedChanges.of(source);
    List<ChangeState> states = ChangeState.of(changelog, applied);
    DryRun dryRun =
        states.stream().anyMatch(ChangeState::isAltered)
            ? DryRun.impossible()
            : DryRun.of(source, applied.release());
    DataDictionary dictionary = DataDictionary.of(source);
    boolean comparable = applied.pending(changelog).isEmpty();
    Drift drift =
        comparable
            ? Drift.between(Catalogue.reference(), Catalogue.of(source))
            : new Drift(List.of(), List.of());
    AuditReport report =
        new AuditReport(
            database.name() + " at " + clock.instant().truncatedTo(ChronoUnit.SECONDS),
            ChangelogRules.reviewed(Changelog.MASTER),
            FrozenChangeSets.violations(changelog, Releases.ofThisBuild()),
            states,
            applied.release(),
            dryRun.updateSql(),
            dictionary.undescribed(),
            comparable ? drift.report() : NOT_COMPARABLE);
    AuditFolder files = new AuditFolder(folder);
    files.write("status.txt", report.status());
    files.write("update.sql", dryRun.updateSql());
    files.write("future-rollback.sql", dryRun.futureRollbackSql());
    files.write("rollback.sql", dryRun.rollbackSql());
    files.write("drift.txt", report.drift());
    files.write("data-dictionary.md", dictionary.markdown());
    files.write("data-dictionary.html", dictionary.html());
    files.write("report.html", report.html());
    print(report, files.seal(), drift.size());
    return report.findings().isEmpty() && drift.size() == 0 ? 0 : 1;
  }

  private void print(AuditReport report, String sums, int differences) {
    PrintWriter out = spec.commandLine().getOut();
    report.findings().forEach(out::println);
    out.print(sums);
    out.printf(
        "change sets: %d, pending: %d, findings: %d, differences: %d%n",
        report.states().size(), report.pending(), report.findings().size(), differences);
    out.flush();
  }
}
