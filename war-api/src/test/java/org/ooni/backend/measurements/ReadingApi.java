// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.measurements;

import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.Persistence;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.ooni.backend.asked.AskedResources;
import org.ooni.backend.asked.Reply;
import org.ooni.backend.bodies.BodyArchive;
import org.ooni.backend.bodies.BodyKey;
import org.ooni.backend.bodies.BodyLookup;
import org.ooni.backend.bodies.BodySource;
import org.ooni.backend.database.ReadDatabase;
import org.ooni.backend.flow.EventCounters;
import org.ooni.backend.measurement.MeasurementAliases;
import org.ooni.backend.ratelimit.HeavyReads;

/** The reading resources over a database, with bodies in a map, asked without a server. */
final class ReadingApi implements AutoCloseable {

  static final Instant NOW = Instant.parse("2024-03-01T12:00:00Z");

  final Map<String, String> bodies = new HashMap<>();
  boolean archiveIsAway;

  private final EntityManagerFactory factory;
  private final AskedResources resources;

  ReadingApi(DataSource dataSource) {
    this(dataSource, Duration.ofSeconds(10));
  }

  ReadingApi(DataSource dataSource, Duration queryTimeout) {
    factory =
        Persistence.createEntityManagerFactory(
            "ooni",
            Map.of(
                "jakarta.persistence.transactionType",
                "RESOURCE_LOCAL",
                "jakarta.persistence.nonJtaDataSource",
                dataSource));
    ReadDatabase database = new ReadDatabase(dataSource, queryTimeout);
    MeasurementAliases aliases = new MeasurementAliases(database);
    MeasurementFinder finder = new MeasurementFinder();
    finder.database = database;
    finder.aliases = aliases;
    finder.entities = factory.createEntityManager();
    BodyArchive archive = new BodyArchive(aliases, List.of(new MapSource()));
    resources = new AskedResources(list(database), meta(finder, archive), raw(finder, archive));
  }

  Reply get(String pathAndQuery) {
    return get(pathAndQuery, "curl/8");
  }

  Reply get(String pathAndQuery, String agent) {
    return get(pathAndQuery, Map.of("User-Agent", agent));
  }

  Reply get(String pathAndQuery, Map<String, String> headers) {
    return resources.get(pathAndQuery, headers);
  }

  @Override
  public void close() {
    factory.close();
  }

  private static MeasurementsResource list(ReadDatabase database) {
    MeasurementList list = new MeasurementList();
    list.database = database;
    list.heavyReads = new HeavyReads(2, Duration.ofMillis(100), new EventCounters());
    list.baseUrl = URI.create("https://api.example.org");
    MeasurementsResource resource = new MeasurementsResource();
    resource.list = list;
    resource.baseUrl = list.baseUrl;
    resource.clock = Clock.fixed(NOW, ZoneOffset.UTC);
    return resource;
  }

  private static MeasurementMetaResource meta(MeasurementFinder finder, BodyArchive archive) {
    MeasurementMetaResource resource = new MeasurementMetaResource();
    resource.finder = finder;
    resource.bodies = archive;
    return resource;
  }

  private static RawMeasurementResource raw(MeasurementFinder finder, BodyArchive archive) {
    RawMeasurementResource resource = new RawMeasurementResource();
    resource.finder = finder;
    resource.bodies = archive;
    return resource;
  }

  private final class MapSource implements BodySource {

    @Override
    public Stage stage() {
      return Stage.COMMITTED;
    }

    @Override
    public BodyLookup find(BodyKey key) {
      if (archiveIsAway) {
        return new BodyLookup.Unavailable();
      }
      String body = bodies.get(key.uid().text());
      return body == null
          ? new BodyLookup.NotStored()
          : new BodyLookup.Found(body.getBytes(StandardCharsets.UTF_8));
    }
  }
}
