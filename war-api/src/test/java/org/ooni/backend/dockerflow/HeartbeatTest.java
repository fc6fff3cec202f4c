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

  private final ExecutorService threads = Executors.newFixedThreadPool(4);

  @AfterEach
  void stop() {
    threads.shutdownNow();
  }

  @Test
  void allIsWell() throws Exception {
    Response answer = beat(check("a", Finding::ok), check("b", Finding::ok));
    assertEquals(200, answer.getStatus());
    assertEquals(
        """
        {"status":"ok","checks":{"a":"ok","b":"ok"},"details":{}}""",
        answer.getEntity());
  }

  @Test
  void aWarningIsShownAndIsNotAFailure() throws Exception {
    Response answer = beat(check("disk", () -> Finding.warning("disk.low", "nearly full")));
    assertEquals(200, answer.getStatus());
    JsonNode body = new ObjectMapper().readTree(answer.getEntity().toString());
    assertEquals("warning", body.at("/status").asText());
    assertEquals(30, body.at("/details/disk/level").asInt());
    assertEquals("nearly full", body.at("/details/disk/messages/disk.low").asText());
  }

  @Test
  void anErrorFailsTheHeartbeat() throws Exception {
    assertEquals(500, beat(check("a", () -> Finding.error("a.b", "c"))).getStatus());
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
    Callable<Finding> slow =
        () -> {
          Thread.sleep(20_000);
          return Finding.ok();
        };
    long start = System.nanoTime();
    Response answer = beat(check("a", slow), check("b", slow));
    assertTrue(System.nanoTime() - start < Duration.ofSeconds(5).toNanos());
    assertTrue(answer.getEntity().toString().contains("a.timeout"));
  }

  @Test
  void aMigratedDatabaseIsWell() {
    assertEquals(
        Finding.Level.OK, database(MigratedPostgres.shared().application()).check().level());
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
    Finding finding = database(owner).check();
    assertEquals("database.migrations", finding.id());
    assertTrue(finding.message().matches("[1-9][0-9]+ migrations are not applied"));
  }

  @Test
  void aDatabaseWithoutASchemaIsAnError() throws Exception {
    MigratedPostgres postgres = MigratedPostgres.shared();
    postgres.bootstrap("heartbeat_empty");
    DataSource owner = postgres.dataSource("ooni_owner", "heartbeat_empty");
    assertEquals("database.migrations", database(owner).check().id());
  }

  @Test
  void anAbsentDatabaseIsAnError() {
    PGSimpleDataSource nobody = new PGSimpleDataSource();
    nobody.setServerNames(new String[] {"127.0.0.1"});
    nobody.setPortNumbers(new int[] {1});
    Finding finding = database(nobody).check();
    assertEquals("database.unreachable", finding.id());
    assertFalse(finding.message().contains("127.0.0.1"));
  }

  @Test
  void aDiskIsJudgedByItsFreeBytes(@TempDir Path directory) throws Exception {
    long free = Files.getFileStore(directory).getUsableSpace();
    assertEquals(Finding.Level.OK, disk(directory, 1, 1).check().level());
    assertEquals(Finding.Level.WARNING, disk(directory, free * 2, 1).check().level());
    assertEquals(Finding.Level.ERROR, disk(directory, free * 2, free * 2).check().level());
  }

  private static DatabaseCheck database(DataSource dataSource) {
    DatabaseCheck check = new DatabaseCheck();
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
        List.of(checks), new Heartbeat(threads, Duration.ofMillis(500)));
  }

  private static Check check(String name, Callable<Finding> finding) {
    return new Check() {
      @Override
      public String name() {
        return name;
      }

      @Override
      public Finding check() throws Exception {
        return finding.call();
      }
    };
  }
}
