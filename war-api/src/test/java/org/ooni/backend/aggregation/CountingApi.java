// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.aggregation;

import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.ooni.backend.asked.AskedResources;
import org.ooni.backend.asked.Reply;
import org.ooni.backend.database.ReadDatabase;
import org.ooni.backend.flow.EventCounters;
import org.ooni.backend.ratelimit.HeavyReads;
import org.ooni.backend.schema.MigratedPostgres;

/** The counting resources over a database, asked without a server. */
final class CountingApi {

  static final Instant NOW = Instant.parse("2024-03-01T12:00:00Z");

  final Groups groups = new Groups();
  final HeavyReads heavyReads = new HeavyReads(1, Duration.ofMillis(100), new EventCounters());
  private final AskedResources resources;

  /** Over a database that has these measurements and test lists, and no others. */
  static CountingApi over(List<Msm> rows, List<List<String>> lists) throws SQLException {
    MigratedPostgres postgres = MigratedPostgres.shared();
    postgres.truncateAll();
    Msm.store(postgres.application(), rows, lists);
    return new CountingApi(postgres.application());
  }

  CountingApi(DataSource dataSource) {
    ReadDatabase database = new ReadDatabase(dataSource, Duration.ofSeconds(10));
    Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
    groups.database = database;
    groups.heavyReads = heavyReads;
    groups.mostGroups = 200_000;
    groups.mostBytes = 16 << 20;
    AggregationResource aggregation = new AggregationResource();
    aggregation.groups = groups;
    aggregation.clock = clock;
    TorsfStats stats = new TorsfStats();
    stats.database = database;
    stats.mostGroups = 200_000;
    TorsfStatsResource torsf = new TorsfStatsResource();
    torsf.stats = stats;
    torsf.clock = clock;
    resources = new AskedResources(aggregation, torsf, new FilesResource());
  }

  Reply get(String pathAndQuery) {
    return get(pathAndQuery, "");
  }

  /** With a tag that the caller knows. */
  Reply get(String pathAndQuery, String tag) {
    return resources.get(pathAndQuery, tag.isEmpty() ? Map.of() : Map.of("If-None-Match", tag));
  }

  /** An aggregation. */
  Reply ask(String query) {
    return get("/api/v1/aggregation?" + query);
  }
}
