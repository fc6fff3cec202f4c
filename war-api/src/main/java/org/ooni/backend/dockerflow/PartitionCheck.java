// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.dockerflow;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.ResultSet;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.ooni.backend.database.ReadDatabase;
import org.ooni.backend.problem.Problem;

/** There are partitions for months to come; without one, new measurements make readers slow. */
@ApplicationScoped
class PartitionCheck implements Check {

  private static final String END = "SELECT fastpath_partitions_end()";

  @Inject ReadDatabase database;
  @Inject Clock clock;

  @Inject
  @ConfigProperty(name = "HEARTBEAT_PARTITION_AGE")
  Duration shortest;

  @Override
  public String name() {
    return "partitions";
  }

  @Override
  public List<Finding> check() {
    try {
      Instant end =
          database.ask(
              END,
              statement -> {
                try (ResultSet row = statement.executeQuery()) {
                  row.next();
                  return row.getObject(1, OffsetDateTime.class).toInstant();
                }
              });
      long days = Duration.between(clock.instant(), end).toDays();
      return days >= shortest.toDays()
          ? List.of()
          : List.of(
              Finding.warning("partitions.end", "the last partition ends in " + days + " days"));
    } catch (Problem | IllegalStateException e) {
      return List.of(
          Finding.warning("partitions.unknown", "the database does not tell its partitions"));
    }
  }
}
