// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.bodies;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import com.github.luben.zstd.Zstd;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.ooni.backend.database.ReadDatabase;
import org.ooni.backend.measurement.MeasurementAliases;
import org.ooni.backend.measurement.MeasurementUid;
import org.ooni.backend.meter.Meters;
import org.ooni.backend.objectstore.FakeS3;
import org.ooni.backend.schema.MigratedPostgres;
import org.postgresql.ds.PGSimpleDataSource;

class BodyArchiveTest {

  private static final String OBJECT = "raw/20240110/02/IT/x/2024011002_IT_x.n1.0.jsonl.gz";
  private static final String FIRST = "20240110020000.000000_IT_webconnectivity_1398b376fdcce25c";
  private static final String SECOND = "20240110020001.000000_IT_webconnectivity_2398b376fdcce25c";

  private final MigratedPostgres postgres = MigratedPostgres.shared();
  private final FakeS3 s3 = new FakeS3();
  private final Meters meters = new Meters();
  private final BodyArchive archive =
      archive(new ReadDatabase(postgres.application(), Duration.ofSeconds(10)));

  @BeforeEach
  void empty() throws SQLException {
    postgres.truncateAll();
  }

  @AfterEach
  void stop() {
    s3.close();
  }

  @Test
  void aFreshBodyIsReadFromTheSpoolByteForByte() throws Exception {
    spool(FIRST, "{\"format\":\"json\",\"content\":", "{ \"a\" : 1.0 }", "}");
    assertEquals("{ \"a\" : 1.0 }", found(archive.find(key(FIRST))));
    assertEquals(0, s3.requests().size());
  }

  @Test
  void anArchivedBodyIsOneLineOfItsObject() throws Exception {
    s3.put(OBJECT, GzipLinesTest.gzip(line("r1", "http://a/") + "\n" + line("r2", "") + "\n"));
    index(FIRST, "r1", "http://a/", 0, null, null);
    index(SECOND, "r2", "", 1, null, null);
    assertEquals(line("r2", ""), found(archive.find(new BodyKey(uid(SECOND), "r2", ""))));
    assertEquals(line("r1", "http://a/"), found(archive.find(key(FIRST))));
  }

  @Test
  void aKnownBlockIsTheOnlyPartThatIsFetched() throws Exception {
    byte[] first = GzipLinesTest.gzip(line("r1", "") + "\n");
    byte[] second = GzipLinesTest.gzip(line("r2", "") + "\n");
    s3.put(OBJECT, GzipLinesTest.concat(first, second));
    index(FIRST, "r1", "", 0, 0L, first.length);
    index(SECOND, "r2", "", 1, (long) first.length, second.length);
    assertEquals(line("r2", ""), found(archive.find(key(SECOND))));
    int last = first.length + second.length - 1;
    assertEquals("GET " + OBJECT + " bytes=" + first.length + "-" + last, s3.requests().get(0));
    assertEquals(1, s3.requests().size());
  }

  @Test
  void aWrongLineIsNeverShown() throws Exception {
    s3.put(OBJECT, GzipLinesTest.gzip(line("r9", "") + "\n{}\nnonsense\n"));
    index(FIRST, "r1", "", 0, null, null);
    index(SECOND, "r2", "", 1, null, null);
    assertInstanceOf(BodyLookup.NotStored.class, archive.find(key(FIRST)));
    assertInstanceOf(BodyLookup.NotStored.class, archive.find(key(SECOND)));
  }

  @Test
  void twoMeasurementsOfOneReportAndInputKeepTheirBodies() throws Exception {
    String one = "{\"report_id\":\"r\",\"input\":null,\"n\":1}";
    String two = "{\"report_id\":\"r\",\"input\":null,\"n\":2}";
    s3.put(OBJECT, GzipLinesTest.gzip(one + "\n" + two + "\n"));
    index(FIRST, "r", "", 0, null, null);
    index(SECOND, "r", "", 1, null, null);
    assertEquals(two, found(archive.find(new BodyKey(uid(SECOND), "r", ""))));
    BodyKey third = new BodyKey(uid(FIRST.replace("25c", "25d")), "r", "");
    assertInstanceOf(BodyLookup.NotStored.class, archive.find(third));
  }

  @Test
  void anOldEntryWithoutIdIsFoundByReportAndInput() throws Exception {
    s3.put(OBJECT, GzipLinesTest.gzip(line("r1", "http://a/") + "\n"));
    index("", "r1", "http://a/", 0, null, null);
    assertEquals(
        line("r1", "http://a/"), found(archive.find(new BodyKey(uid(FIRST), "r1", "http://a/"))));
    BodyKey otherInput = new BodyKey(uid(FIRST), "r1", "http://a");
    assertInstanceOf(BodyLookup.NotStored.class, archive.find(otherInput));
  }

  @Test
  void aSecondIdMeansTheFirst() throws Exception {
    spool(FIRST, "", "{}", "");
    execute("insert into measurement_alias values (?, ?)", SECOND, FIRST);
    assertEquals("{}", found(archive.find(key(SECOND))));
  }

  @Test
  void anAbsentStoreIsUnavailable() throws Exception {
    index(FIRST, "r1", "", 0, null, null);
    s3.breakDown();
    assertInstanceOf(BodyLookup.Unavailable.class, archive.find(key(FIRST)));
  }

  @Test
  void anAbsentDatabaseIsUnavailable() {
    PGSimpleDataSource nobody = new PGSimpleDataSource();
    nobody.setServerNames(new String[] {"127.0.0.1"});
    nobody.setPortNumbers(new int[] {1});
    BodyArchive cut = archive(new ReadDatabase(nobody, Duration.ofSeconds(1)));
    assertInstanceOf(BodyLookup.Unavailable.class, cut.find(key(FIRST)));
  }

  @Test
  void anAlteredLineIsNeverShownThoughItSaysItIsTheMeasurement() throws Exception {
    String genuine = line("r1", "").replace("3", "4");
    String other = line("r1", "");
    byte[] block = GzipLinesTest.gzip(other + "\n" + genuine + "\n");
    s3.put(OBJECT, block);
    index(FIRST, "r1", "", 0, 0L, block.length);
    index(SECOND, "r1", "", 1, 0L, block.length);
    know(0, genuine);
    know(1, genuine);
    assertInstanceOf(BodyLookup.NotStored.class, archive.find(key(FIRST)));
    assertEquals(genuine, found(archive.find(key(SECOND))));
    assertEquals(1, meters.get(JsonlBodies.FAILURES, "altered"));
    assertEquals(2, s3.requests().size());
  }

  @Test
  void aDamagedObjectIsAnErrorAndCounted() throws Exception {
    byte[] block = GzipLinesTest.gzip(line("r1", "x".repeat(2000)) + "\n");
    index(FIRST, "r1", "x".repeat(2000), 0, 0L, block.length);
    byte[] flipped = block.clone();
    flipped[20] ^= 0x40;
    for (byte[] damaged :
        List.of(Arrays.copyOf(block, 40), new byte[0], "<html>".getBytes(), flipped)) {
      s3.put(OBJECT, damaged);
      assertInstanceOf(BodyLookup.NotStored.class, archive.find(key(FIRST)));
    }
    s3.lose(OBJECT);
    assertInstanceOf(BodyLookup.NotStored.class, archive.find(key(FIRST)));
    assertEquals(1, meters.get(JsonlBodies.FAILURES, "missing_object"));
    assertEquals(
        4,
        meters.get(JsonlBodies.FAILURES, "damaged") + meters.get(JsonlBodies.FAILURES, "altered"));
  }

  private BodyArchive archive(ReadDatabase database) {
    SpoolBodies spool = new SpoolBodies();
    spool.database = database;
    spool.meters = meters;
    JsonlBodies jsonl = new JsonlBodies();
    jsonl.index = new JsonlIndex();
    jsonl.index.database = database;
    jsonl.lines = new ArchivedLines();
    jsonl.lines.store = s3.client();
    jsonl.meters = meters;
    return new BodyArchive(new MeasurementAliases(database), List.of(jsonl, spool));
  }

  private static String line(String reportId, String input) {
    return "{\"report_id\": \"%s\", \"input\": \"%s\", \"test_keys\": {\"input\": 3}}"
        .formatted(reportId, input);
  }

  private static BodyKey key(String uid) {
    return BodyKey.of(uid(uid));
  }

  private static MeasurementUid uid(String text) {
    return new MeasurementUid(text);
  }

  private static String found(BodyLookup lookup) {
    byte[] content = assertInstanceOf(BodyLookup.Found.class, lookup).content();
    return new String(content, StandardCharsets.UTF_8);
  }

  private void spool(String uid, String before, String content, String after) throws SQLException {
    byte[] bytes = (before + content + after).getBytes(StandardCharsets.UTF_8);
    execute(
        "insert into spool values (?, 'r', ?, ?, ?, ?, ?, ?)",
        uid,
        Instant.EPOCH.atOffset(ZoneOffset.UTC),
        new byte[16],
        bytes.length,
        before.length(),
        content.length(),
        Zstd.compress(bytes));
  }

  private void index(String uid, String report, String input, int line, Long offset, Integer length)
      throws SQLException {
    execute(
        "insert into jsonl values (?, ?, ?, ?, ?, ?, ?)",
        report,
        input,
        OBJECT,
        line,
        uid,
        offset,
        length);
  }

  /** Has the index know line and digest, as it does for objects that were made here. */
  private void know(int line, String text) throws SQLException {
    execute(
        "update jsonl set block_line = ?, line_digest = ? where linenum = ?",
        line,
        LineDigest.of(text.getBytes(StandardCharsets.UTF_8)),
        line);
  }

  private void execute(String sql, Object... values) throws SQLException {
    try (Connection connection = postgres.application().getConnection();
        PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < values.length; i++) {
        statement.setObject(i + 1, values[i]);
      }
      statement.executeUpdate();
    }
  }
}
