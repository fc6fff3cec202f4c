// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.export;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.ooni.backend.objectstore.FakeS3.Fault;

class MonthExportTest {

  private static final String MANIFEST = "export/2026-03/manifest.json";
  private static final String FIRST = "export/2026-03/fastpath.0.0.csv.gz";
  private static final String STATE =
      "SELECT concat_ws(' ', attempt, exported_rows, stored_at IS NOT NULL) FROM export_month";

  @TempDir Path folder;
  private ExportWorld world;

  @BeforeEach
  void begin() throws Exception {
    world = new ExportWorld(folder.resolve("export"));
  }

  @AfterEach
  void end() throws Exception {
    world.close();
  }

  @Test
  void aMonthThatIsOverIsExportedWithAManifestThatIsTrue() throws Exception {
    world.measure("2026-02-28 23:59:58Z", 3);
    world.measure("2026-03-31 23:59:00Z", 100);
    world.timer.exportDue();
    assertEquals(List.of(FIRST, MANIFEST), world.keys());
    List<String> lines = world.lines(FIRST);
    // two of February's three seconds are in March, and 59 of March's hundred
    assertEquals(1 + 2 + 59, lines.size());
    assertEquals(String.join(",", PublicRows.NAMES), lines.get(0));
    assertTrue(lines.get(1).startsWith("000002,,"), lines.get(1));
    assertTrue(lines.get(1).contains(",2026-03-01T00:00:00Z,false,false,false,"), lines.get(1));
    JsonNode manifest = new ObjectMapper().readTree(world.object(MANIFEST));
    assertEquals("2026-03", manifest.get("month").asText());
    assertEquals(61, manifest.get("rows").asInt());
    JsonNode file = manifest.get("files").get(0);
    assertEquals(FIRST, file.get("key").asText());
    assertEquals(world.object(FIRST).length, file.get("bytes").asInt());
    assertEquals(sha256(FIRST), file.get("sha256").asText());
    assertEquals("0 61 t", world.one(STATE));
    assertEquals(61, world.timer.meters.get(ExportTimer.ROWS, "fastpath"));
    assertEquals(0, world.filesOnDisk());
    assertTrue(world.succeeded());
  }

  @Test
  void everyColumnOfTheStatementHasItsName() throws Exception {
    world.measure("2026-03-01 00:00:00Z", 1);
    world.sql(
        """
        UPDATE fastpath SET report_id = 'r', input = 'a,"b"', domain = 'd', test_start_time =
          '2026-02-28 22:00:00Z', scores = '=x', blocking_type = 'dns', software_name = 's',
          software_version = '1', test_version = '2', test_runtime = 1.5, architecture = 'arm',
          engine_name = 'e', engine_version = '3', test_helper_address = 'h',
          test_helper_type = 't', ooni_run_link_id = 18446744073709551615, is_verified = 't',
          scorer_version = '4', fingerprint_snapshot = 'f', rule = 'telegram'
        """);
    world.timer.exportDue();
    assertEquals(
        "000001,r,\"a,\"\"b\"\"\",d,IT,1,ndt,2026-02-28T22:00:00Z,2026-03-01T00:00:01Z,false,"
            + "false,false,'=x,dns,linux,s,1,2,1.5,arm,e,3,h,t,18446744073709551615,t,4,f,"
            + "telegram",
        world.lines(FIRST).get(1));
  }

  @Test
  void aMonthIsExportedOnceWhateverHappensToItAfterwards() throws Exception {
    world.measure("2026-03-01 00:00:00Z", 5);
    world.timer.exportDue();
    Map<String, byte[]> before = Map.copyOf(world.s3.objects());
    world.sql("UPDATE fastpath SET anomaly = true");
    world.timer.exportDue();
    world.sql("INSERT INTO export_request (month, account_id) VALUES ('2026-03-01', 'b')");
    world.timer.exportRequested();
    assertEquals(before, Map.copyOf(world.s3.objects()));
    assertEquals(List.of(), world.s3.replaced());
    assertEquals("1", world.one("SELECT count(*) FROM export_month"));
  }

  @Test
  void aMonthIsWaitedWithAndAnEmptyOneIsNone() throws Exception {
    world.measure("2026-03-01 00:00:00Z", 1);
    world.at("2026-04-03T23:59:59Z");
    assertEquals(Set.of(YearMonth.of(2026, 2)), world.timer.due());
    world.timer.exportDue();
    assertEquals(List.of(), world.keys());
    assertEquals("none", world.one(STATE));
    assertTrue(world.succeeded());
    world.measure("2026-02-01 00:00:00Z", 1);
    world.timer.exportDue();
    assertTrue(world.keys().contains("export/2026-02/manifest.json"), "" + world.keys());
    world.timer.months = 0;
    assertEquals(Set.of(), world.timer.due());
  }

  @Test
  void largeMonthsAreSeveralFilesThatTogetherAreAllOfIt() throws Exception {
    world.measure("2026-03-01 00:00:00Z", 20_000);
    world.timer.fileBytes = 100_000;
    world.timer.exportDue();
    JsonNode manifest = new ObjectMapper().readTree(world.object(MANIFEST));
    List<String> uids = new ArrayList<>();
    for (JsonNode file : manifest.get("files")) {
      List<String> lines = world.lines(file.get("key").asText());
      assertEquals(file.get("rows").asInt(), lines.size() - 1);
      assertTrue(file.get("bytes").asInt() < 250_000, file.toString());
      lines.stream().skip(1).forEach(line -> uids.add(line.substring(0, 6)));
    }
    assertTrue(manifest.get("files").size() > 3, manifest.toString());
    assertEquals(20_000, uids.stream().distinct().count());
    assertEquals(uids.stream().sorted().toList(), uids);
    assertEquals(0, world.filesOnDisk());
  }

  @Test
  void whileTheStoreIsAwayNothingIsLostAndTheNextRunGoesOn() throws Exception {
    world.measure("2026-03-01 00:00:00Z", 5);
    world.s3.breakDown();
    world.timer.exportDue();
    assertFalse(world.succeeded());
    assertEquals(1, world.timer.meters.get(ExportTimer.FAILURES, "store"));
    assertEquals(0, world.filesOnDisk());
    world.s3.repair();
    world.timer.exportDue();
    assertTrue(world.succeeded());
    assertEquals("1 5 t", world.one(STATE));
    assertEquals(List.of("export/2026-03/fastpath.1.0.csv.gz", MANIFEST), world.keys());
  }

  @Test
  void aRunThatWasCutOffBehindItsFilesIsEndedWithTheSameManifest() throws Exception {
    world.measure("2026-03-01 00:00:00Z", 5);
    world.timer.exportDue();
    byte[] manifest = world.object(MANIFEST);
    for (boolean isManifestThere : new boolean[] {true, false}) {
      world.sql("UPDATE export_month SET stored_at = NULL");
      if (!isManifestThere) {
        world.s3.lose(MANIFEST);
      }
      world.sql("UPDATE fastpath SET anomaly = NOT anomaly");
      world.timer.exportDue();
      assertEquals("0 5 t", world.one(STATE));
      assertEquals(
          HexFormat.of().formatHex(manifest), HexFormat.of().formatHex(world.object(MANIFEST)));
    }
  }

  @Test
  void aFileThatWasLostMakesANewAttemptAndTheOldNamesStayUsedUp() throws Exception {
    world.measure("2026-03-01 00:00:00Z", 5);
    world.timer.exportDue();
    world.sql("UPDATE export_month SET stored_at = NULL");
    world.s3.lose(FIRST);
    world.s3.lose(MANIFEST);
    world.timer.exportDue();
    assertEquals("1 5 t", world.one(STATE));
    assertEquals(List.of("export/2026-03/fastpath.1.0.csv.gz", MANIFEST), world.keys());
  }

  @Test
  void aNameThatSomethingElseHasIsLeftAloneAndReported() throws Exception {
    world.measure("2026-03-01 00:00:00Z", 5);
    world.s3.put(MANIFEST, new byte[] {1, 2, 3});
    world.timer.exportDue();
    assertFalse(world.succeeded());
    assertEquals(1, world.timer.meters.get(ExportTimer.FAILURES, "other_object"));
    assertEquals(3, world.object(MANIFEST).length);
    assertEquals(List.of(), world.s3.replaced());
  }

  @ParameterizedTest
  @EnumSource(
      value = Fault.class,
      names = {"FAILS", "FORBIDS", "STORES_AND_FAILS", "LOSES", "TRUNCATES"})
  void aStoreIsNotBelievedAndWhatIsPublishedInTheEndIsWhole(Fault fault) throws Exception {
    world.measure("2026-03-01 00:00:00Z", 500);
    world.s3.fault(".csv.gz", fault);
    world.timer.exportDue();
    assertFalse(world.succeeded());
    assertFalse(world.keys().contains(MANIFEST), "a manifest without its files");
    world.s3.fault(".csv.gz", Fault.NONE);
    world.timer.exportDue();
    assertTrue(world.succeeded());
    JsonNode file = new ObjectMapper().readTree(world.object(MANIFEST)).at("/files/0");
    assertEquals(sha256(file.get("key").asText()), file.get("sha256").asText());
    assertEquals(501, world.lines(file.get("key").asText()).size());
    assertEquals(List.of(), world.s3.replaced());
  }

  @Test
  void aStoreWithoutConditionalWritesWillDo() throws Exception {
    world.measure("2026-03-01 00:00:00Z", 5);
    world.s3.fault(".gz", Fault.KNOWS_NO_CONDITIONS);
    world.timer.exportDue();
    assertTrue(world.succeeded());
  }

  @Test
  void oneNodeAtATimeExportsAndARequestWaitsForIt() throws Exception {
    world.measure("2026-01-01 00:00:00Z", 5);
    world.sql("INSERT INTO export_request (month, account_id) VALUES ('2026-01-01', 'b')");
    world.sql("INSERT INTO export_request (month, account_id) VALUES ('2099-01-01', 'b')");
    try (Connection other = world.postgres.application().getConnection()) {
      assertTrue(new ExportTable(other).lock());
      world.timer.exportRequested();
      assertEquals(List.of(), world.keys());
    }
    assertEquals(
        "2026-01-01", world.one("SELECT month FROM export_request WHERE taken_at IS NULL"));
    world.timer.exportRequested();
    assertTrue(world.keys().contains("export/2026-01/manifest.json"));
    assertEquals("none", world.one("SELECT month FROM export_request WHERE taken_at IS NULL"));
  }

  private String sha256(String key) {
    return HexFormat.of().formatHex(MadeFiles.sha256().digest(world.object(key)));
  }
}
