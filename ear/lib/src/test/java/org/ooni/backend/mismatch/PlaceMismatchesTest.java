// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.mismatch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ooni.backend.geoip.GeoLookup;
import org.ooni.backend.geoip.MmdbFile;
import org.ooni.backend.measurement.MeasurementUid;
import org.ooni.backend.meter.Meters;
import org.ooni.backend.place.CountryCode;
import org.ooni.backend.place.ProbeAsn;
import org.ooni.backend.schema.MigratedPostgres;
import org.postgresql.ds.PGSimpleDataSource;

class PlaceMismatchesTest {

  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-03-04T05:06:07Z"), ZoneOffset.UTC);
  private static final String UID = "20260304050607.000000_IT_ndt_0123456789abcdef";

  private final MigratedPostgres postgres = MigratedPostgres.shared();
  private final Meters meters = new Meters();
  private GeoLookup geo;

  @BeforeEach
  void seed(@TempDir Path directory) throws IOException {
    new MmdbFile("merged", 1_767_225_600)
        .add("192.33.4.0/24", "US", 2149, "PSINet")
        .write(directory.resolve("asn_cc.mmdb"));
    geo = new GeoLookup(directory);
  }

  @AfterEach
  void empty() throws SQLException {
    postgres.truncateAll();
  }

  @Test
  void aMatchLeavesNoRow() throws Exception {
    mismatches(postgres.application(), Runnable::run).compare(address(), claim("US", 2149));
    assertEquals(List.of(), rows());
    assertEquals(1, meters.get(PlaceMismatches.COMPARED, "match"));
  }

  @Test
  void eachMismatchLeavesOneRowOfWhatWasFoundAndWhatWasSaid() throws Exception {
    PlaceMismatches mismatches = mismatches(postgres.application(), Runnable::run);
    mismatches.compare(address(), claim("IT", 2149));
    mismatches.compare(address(), claim("US", 3269));
    mismatches.compare(InetAddress.getByName("203.0.113.7"), claim("IT", 3269));
    String said =
        " {\"submission_cc\":\"%s\",\"submission_asn\":%d,\"measurement_uid\":\""
            + UID
            + "\",\"software_name\":\"a\\u0000b\",\"software_version\":\"1\",\"platform\":\"\"}";
    assertEquals(
        List.of(
            "geoip US 2149 2026-03-04 05:06:07+00" + said.formatted("IT", 2149),
            "geoip US 2149 2026-03-04 05:06:07+00" + said.formatted("US", 3269),
            "geoip ZZ 0 2026-03-04 05:06:07+00" + said.formatted("IT", 3269)),
        rows());
    assertEquals(1, meters.get(PlaceMismatches.COMPARED, "cc"));
    assertEquals(1, meters.get(PlaceMismatches.COMPARED, "asn"));
    assertEquals(1, meters.get(PlaceMismatches.COMPARED, "cc_asn"));
  }

  @Test
  void withoutAFileNothingIsCompared(@TempDir Path nothing) throws Exception {
    geo = new GeoLookup(nothing);
    mismatches(postgres.application(), Runnable::run).compare(address(), claim("IT", 1));
    assertEquals(List.of(), rows());
  }

  @Test
  void theQueueIsBoundedAndDropsAreCounted() throws Exception {
    List<Runnable> later = new ArrayList<>();
    PlaceMismatches mismatches = mismatches(postgres.application(), later::add);
    for (int i = 0; i < 1500; i++) {
      mismatches.compare(address(), claim("IT", 1));
    }
    assertEquals(500, meters.get(PlaceMismatches.DROPPED, "full"));
    assertEquals(1, later.size());
    later.get(0).run();
    assertEquals(1000, rows().size());
    mismatches.compare(address(), claim("IT", 1));
    later.get(1).run();
    assertEquals(1001, rows().size());
  }

  @Test
  void anAbsentDatabaseOrThreadCostsOnlyTheRecord() throws Exception {
    PGSimpleDataSource nobody = new PGSimpleDataSource();
    nobody.setServerNames(new String[] {"127.0.0.1"});
    nobody.setPortNumbers(new int[] {1});
    mismatches(nobody, Runnable::run).compare(address(), claim("IT", 1));
    assertEquals(1, meters.get(PlaceMismatches.DROPPED, "database"));
    Executor busy =
        task -> {
          throw new RejectedExecutionException();
        };
    mismatches(nobody, busy).compare(address(), claim("IT", 1));
    assertEquals(1, meters.get(PlaceMismatches.DROPPED, "no_thread"));
  }

  @Test
  void comparingTakesNoTimeWhateverTheDatabaseDoes() throws Exception {
    PlaceMismatches mismatches = mismatches(postgres.application(), task -> {});
    long start = System.nanoTime();
    for (int i = 0; i < 10_000; i++) {
      mismatches.compare(address(), claim("IT", 1));
    }
    assertTrue(System.nanoTime() - start < Duration.ofSeconds(2).toNanos());
  }

  @Test
  void longTextsAreCut() {
    String text = "x".repeat(100_000);
    Claim claim =
        new Claim(
            new MeasurementUid(UID),
            CountryCode.UNKNOWN,
            ProbeAsn.UNKNOWN,
            Optional.of(text),
            Optional.of(text),
            Optional.of(text));
    assertEquals(
        600,
        (claim.softwareName().get() + claim.softwareVersion().get() + claim.platform().get())
            .length());
  }

  private PlaceMismatches mismatches(DataSource database, Executor threads) {
    return new PlaceMismatches(geo, meters, CLOCK, database, threads);
  }

  private static Claim claim(String country, long asn) {
    return new Claim(
        new MeasurementUid(UID),
        new CountryCode(country),
        new ProbeAsn(asn),
        Optional.of("a\0b"),
        Optional.of("1"),
        Optional.empty());
  }

  private static InetAddress address() throws IOException {
    return InetAddress.getByName("192.33.4.12");
  }

  private List<String> rows() throws SQLException {
    List<String> rows = new ArrayList<>();
    try (Connection connection = postgres.owner().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("SET timezone TO 'UTC'");
      try (ResultSet found =
          statement.executeQuery(
              "SELECT concat_ws(' ', type, probe_cc, probe_asn, ts, details)"
                  + " FROM faulty_measurements ORDER BY probe_cc, details::text")) {
        while (found.next()) {
          rows.add(found.getString(1));
        }
      }
    }
    return rows;
  }
}
