// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.dockerflow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.ws.rs.core.Response;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ooni.backend.database.ReadDatabase;
import org.ooni.backend.schema.MigratedPostgres;
import org.postgresql.ds.PGSimpleDataSource;

class HeartbeatTest {

  private static final Duration LIMIT = Duration.ofMillis(500);

  private final ExecutorService threads = Executors.newFixedThreadPool(4);

  @AfterEach
  void stop() {
    threads.shutdownNow();
  }

  @Test
  void allIsWell() throws Exception {
    Response answer = beat(check("a", List::of), check("b", List::of));
    assertEquals(200, answer.getStatus());
    assertEquals(
        """
        {"status":"ok","checks":{"a":"ok","b":"ok"},"details":{}}\
        """,
        answer.getEntity());
  }

  @Test
  void aWarningIsShownAndIsNotAFailure() throws Exception {
    Response answer =
        beat(check("disk", () -> List.of(Finding.warning("disk.low", "nearly full"))));
    assertEquals(200, answer.getStatus());
    JsonNode body = new ObjectMapper().readTree(answer.getEntity().toString());
    assertEquals("warning", body.at("/status").asText());
    assertEquals(30, body.at("/details/disk/level").asInt());
    assertEquals("nearly full", body.at("/details/disk/messages/disk.low").asText());
  }

  @Test
  void anErrorFailsTheHeartbeatWithTheStatusThatIsSet() throws Exception {
    Check failing = check("a", () -> List.of(Finding.error("a.b", "c")));
    assertEquals(500, beat(failing).getStatus());
    Heartbeat heartbeat = new Heartbeat(threads, LIMIT, Set.of());
    assertEquals(503, HeartbeatResource.heartbeat(List.of(failing), heartbeat, 503).getStatus());
  }

  @Test
  void theWorstFindingOfACheckIsItsStatusAndAllAreTold() throws Exception {
    Response answer =
        beat(
            check(
                "a",
                () ->
                    List.of(
                        Finding.info("a.x", "x"),
                        Finding.critical("a.y", "y"),
                        Finding.warning("a.z", "z"))));
    assertEquals(500, answer.getStatus());
    assertEquals(
        """
        {"status":"critical","checks":{"a":"critical"},"details":{"a":{"status":"critical",\
        "level":50,"messages":{"a.x":"x","a.y":"y","a.z":"z"}}}}\
        """,
        answer.getEntity());
  }

  @Test
  void whatIsSilencedIsNotHeardOf() throws Exception {
    Check failing = check("a", () -> List.of(Finding.error("a.b", "c")));
    Heartbeat heartbeat = new Heartbeat(threads, LIMIT, Set.of("a.b"));
    assertEquals(
        "{\"status\":\"ok\",\"checks\":{\"a\":\"ok\"},\"details\":{}}",
        HeartbeatResource.heartbeat(List.of(failing), heartbeat, 500).getEntity());
  }

  @Test
  void aCheckThatThrowsIsAnErrorAndSaysNoMore() throws Exception {
    Response answer =
        beat(
            check(
                "a",
                () -> {
                  throw new SQLException("jdbc:postgresql://secret");
                }));
    assertEquals(500, answer.getStatus());
    assertFalse(answer.getEntity().toString().contains("secret"));
  }

  @Test
  void slowChecksCostOneLimitTogether() throws Exception {
    Callable<List<Finding>> slow =
        () -> {
          Thread.sleep(20_000);
          return List.of();
        };
    long start = System.nanoTime();
    Response answer = beat(check("a", slow), check("b", slow));
    assertTrue(System.nanoTime() - start < Duration.ofSeconds(5).toNanos());
    assertTrue(answer.getEntity().toString().contains("a.timeout"));
  }

  @Test
  void aMigratedDatabaseIsWell() {
    DataSource application = MigratedPostgres.shared().application();
    assertEquals(List.of(), database(application).check());
    assertEquals(List.of(), migrations(application).check());
  }

  @Test
  void aDatabaseThatLacksAMigrationIsAnError() throws Exception {
    MigratedPostgres postgres = MigratedPostgres.shared();
    postgres.bootstrap("heartbeat_behind");
    DataSource owner = postgres.dataSource("ooni_owner", "heartbeat_behind");
    try (Connection connection = owner.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("create table databasechangelog (id text)");
    }
    Finding finding = migrations(owner).check().get(0);
    assertEquals("migrations.missing", finding.id());
    assertTrue(finding.message().matches("[1-9][0-9]+ migrations are not applied"));
  }

  @Test
  void aDatabaseWithoutASchemaIsAnError() throws Exception {
    MigratedPostgres postgres = MigratedPostgres.shared();
    postgres.bootstrap("heartbeat_empty");
    DataSource owner = postgres.dataSource("ooni_owner", "heartbeat_empty");
    assertEquals("migrations.missing", migrations(owner).check().get(0).id());
  }

  @Test
  void anAbsentDatabaseIsAnError() {
    PGSimpleDataSource nobody = new PGSimpleDataSource();
    nobody.setServerNames(new String[] {"127.0.0.1"});
    nobody.setPortNumbers(new int[] {1});
    Finding finding = database(nobody).check().get(0);
    assertEquals("database.unreachable", finding.id());
    assertFalse(finding.message().contains("127.0.0.1"));
    assertEquals("migrations.unknown", migrations(nobody).check().get(0).id());
  }

  @Test
  void aDiskIsJudgedByItsFreeBytes(@TempDir Path directory) throws Exception {
    long free = Files.getFileStore(directory).getUsableSpace();
    assertEquals(List.of(), disk(directory, 1, 1).check());
    assertEquals("disk.low", disk(directory, free * 2, 1).check().get(0).id());
    assertEquals("disk.full", disk(directory, free * 2, free * 2).check().get(0).id());
  }

  private static DatabaseCheck database(DataSource dataSource) {
    DatabaseCheck check = new DatabaseCheck();
    check.database = new ReadDatabase(dataSource, Duration.ofSeconds(5));
    return check;
  }

  private static MigrationsCheck migrations(DataSource dataSource) {
    MigrationsCheck check = new MigrationsCheck();
    check.database = new ReadDatabase(dataSource, Duration.ofSeconds(5));
    check.expected = new ExpectedSchema();
    check.expected.read();
    return check;
  }

  private static DiskCheck disk(Path directory, long warning, long error) {
    DiskCheck check = new DiskCheck();
    check.directory = directory;
    check.warningBytes = warning;
    check.errorBytes = error;
    return check;
  }

  private Response beat(Check... checks) throws Exception {
    return HeartbeatResource.heartbeat(
        List.of(checks), new Heartbeat(threads, LIMIT, Set.of()), 500);
  }

  private static Check check(String name, Callable<List<Finding>> findings) {
    return new Check() {
      @Override
      public String name() {
        return name;
      }

      @Override
      public List<Finding> check() throws Exception {
        return findings.call();
      }
    };
  }
}
