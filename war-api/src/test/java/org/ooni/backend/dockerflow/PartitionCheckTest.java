// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.dockerflow;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.ooni.backend.database.ReadDatabase;
import org.ooni.backend.schema.MigratedPostgres;

class PartitionCheckTest {

  /** The change sets make partitions up to this; nothing in this module makes more. */
  private static final Instant END = Instant.parse("2028-01-01T00:00:00Z");

  private final PartitionCheck check = new PartitionCheck();

  @Test
  void theEndOfPartitionsIsWarnedOfInTime() {
    check.database =
        new ReadDatabase(MigratedPostgres.shared().application(), Duration.ofSeconds(5));
    check.shortest = Duration.ofDays(60);
    assertEquals(List.of(), at(END.minus(Duration.ofDays(60))));
    assertEquals(
        List.of(Finding.warning("partitions.end", "the last partition ends in 59 days")),
        at(END.minus(Duration.ofDays(59))));
  }

  private List<Finding> at(Instant now) {
    check.clock = Clock.fixed(now, ZoneOffset.UTC);
    return check.check();
  }
}
