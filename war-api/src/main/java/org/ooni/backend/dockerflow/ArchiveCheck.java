// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.dockerflow;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.ResultSet;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.ooni.backend.database.ReadDatabase;
import org.ooni.backend.problem.Problem;

/** Hours that are over are archived, and their numbers add up. */
@ApplicationScoped
class ArchiveCheck implements Check {

  private static final DateTimeFormatter HOUR =
      DateTimeFormatter.ofPattern("yyyyMMddHH").withZone(ZoneOffset.UTC);

  private static final String LEFT =
      """
      SELECT
        EXISTS (SELECT FROM spool WHERE can_id IS NULL AND set_aside IS NULL
                  AND left(measurement_uid, 10) < ?)
          OR EXISTS (SELECT FROM archive_can
                     WHERE state IN ('FILLING', 'SEALED', 'UPLOADED') AND hour < ?),
        (SELECT count(*) FROM spool WHERE set_aside IS NOT NULL),
        (SELECT count(*) FROM ledger WHERE NOT settled AND hour < ?)
      """;

  @Inject ReadDatabase database;
  @Inject Clock clock;

  @Inject
  @ConfigProperty(name = "HEARTBEAT_ARCHIVE_AGE")
  Duration longestAge;

  @Override
  public String name() {
    return "archive";
  }

  @Override
  public List<Finding> check() {
    String hour = HOUR.format(clock.instant().minus(longestAge));
    try {
      return database.ask(
          LEFT,
          statement -> {
            for (int parameter = 1; parameter <= 3; parameter++) {
              statement.setString(parameter, hour);
            }
            try (ResultSet row = statement.executeQuery()) {
              row.next();
              return findings(row.getBoolean(1), row.getLong(2), row.getLong(3));
            }
          });
    } catch (Problem | IllegalStateException e) {
      return List.of(
          Finding.warning("archive.unknown", "the database does not tell what is archived"));
    }
  }

  private static List<Finding> findings(boolean late, long aside, long unbalanced) {
    List<Finding> found = new ArrayList<>();
    if (late) {
      found.add(Finding.warning("archive.late", "measurements wait for the archive for long"));
    }
    if (aside > 0) {
      found.add(
          Finding.warning("archive.set_aside", aside + " bodies cannot be archived as they are"));
    }
    if (unbalanced > 0) {
      found.add(
          Finding.warning(
              "archive.ledger", "the numbers of " + unbalanced + " hours do not add up"));
    }
    return found;
  }
}
