// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.bodies;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.github.luben.zstd.ZstdCompressCtx;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.ooni.backend.database.ReadDatabase;
import org.ooni.backend.measurement.MeasurementAliases;
import org.ooni.backend.measurement.MeasurementUid;
import org.ooni.backend.meter.Meters;
import org.ooni.backend.objectstore.FakeS3;
import org.ooni.backend.schema.MigratedPostgres;

/**
 * Whatever an object has become, a measurement is answered with its own bytes or not at all
 * (hostile inputs, I25), in the files that are written here and in those of others.
 */
class DamagedArchiveTest {

  private static final String OBJECT = "raw/20240110/02/IT/x/2024011002_IT_x.n1.0.jsonl.gz";
  private static final int LINES = 6;
  private static final int WANTED = 2;
  private static final BodyKey KEY =
      new BodyKey(new MeasurementUid(uid(WANTED)), "r", "http://a/" + WANTED);

  private final MigratedPostgres postgres = MigratedPostgres.shared();
  private final FakeS3 s3 = new FakeS3();
  private final Meters meters = new Meters();
  private Connection connection;
  private BodyArchive archive;
  private byte[] genuine;

  /** By what the index knows of a file. */
  enum Written {
    /** One gzip member, and neither a block nor a digest is known. */
    BY_OTHERS(false),
    /** Members of two lines each, with their places and the digests of the lines. */
    HERE(true);

    private final boolean known;

    Written(boolean known) {
      this.known = known;
    }
  }

  @BeforeEach
  void build() throws SQLException {
    postgres.truncateAll();
    connection = postgres.application().getConnection();
    ReadDatabase database =
        new ReadDatabase(OneConnection.over(connection), Duration.ofSeconds(10));
    JsonlBodies jsonl = new JsonlBodies();
    jsonl.index = new JsonlIndex();
    jsonl.index.database = database;
    jsonl.lines = new ArchivedLines();
    jsonl.lines.store = s3.client();
    jsonl.meters = meters;
    SpoolBodies spool = new SpoolBodies();
    spool.database = database;
    spool.meters = meters;
    archive = new BodyArchive(new MeasurementAliases(database), List.of(jsonl, spool));
  }

  @AfterEach
  void stop() throws SQLException {
    s3.close();
    connection.close();
  }

  @ParameterizedTest
  @EnumSource(Written.class)
  void noFlippedBitMakesAnotherBody(Written written) throws Exception {
    publish(written);
    for (int at = 0; at < genuine.length; at++) {
      byte[] flipped = genuine.clone();
      flipped[at] ^= (byte) (1 << at % 8);
      assertGenuineOrNothing(flipped, "flipped at " + at);
    }
    assertTrue(failures() > 0);
  }

  @ParameterizedTest
  @EnumSource(Written.class)
  void noCutMakesAnotherBody(Written written) throws Exception {
    publish(written);
    assertEquals(line(WANTED), read());
    for (int length = 0; length < genuine.length; length++) {
      assertGenuineOrNothing(Arrays.copyOf(genuine, length), "cut at " + length);
    }
    assertTrue(failures() > 0);
  }

  @ParameterizedTest
  @EnumSource(Written.class)
  void anObjectThatIsGoneIsAnError(Written written) throws Exception {
    publish(written);
    s3.lose(OBJECT);
    assertInstanceOf(BodyLookup.NotStored.class, archive.find(KEY));
    assertEquals(1, meters.get(JsonlBodies.FAILURES, "missing_object"));
  }

  @ParameterizedTest
  @EnumSource(Written.class)
  void anObjectThatWasReplacedByALaterOneIsAnError(Written written) throws Exception {
    publish(written);
    // as the reference does with what comes late: other lines under the same key
    s3.put(
        OBJECT, packed(written, IntStream.range(10, 10 + LINES).mapToObj(n -> line(n)).toList()));
    assertInstanceOf(BodyLookup.NotStored.class, archive.find(KEY));
    assertEquals(1, failures());
  }

  @ParameterizedTest
  @EnumSource(Written.class)
  void aLineThatSaysItIsAnotherMeasurementIsAnError(Written written) throws Exception {
    publish(written);
    for (String id : List.of(uid(WANTED + 1), "", "1")) {
      String said =
          line(WANTED).replace("\"input\"", "\"measurement_uid\":\"%s\",\"input\"".formatted(id));
      List<String> lines =
          IntStream.range(0, LINES).mapToObj(n -> n == WANTED ? said : line(n)).toList();
      byte[] object = packed(written, lines);
      assertGenuineOrNothing(object, id);
      assertInstanceOf(BodyLookup.NotStored.class, archive.find(KEY), id);
    }
  }

  @ParameterizedTest
  @EnumSource(Written.class)
  void aDamagedCopyInTheDatabaseGivesWayToTheArchive(Written written) throws Exception {
    publish(written);
    byte[] body = line(WANTED).getBytes(StandardCharsets.UTF_8);
    byte[] packed = new ZstdCompressCtx().setChecksum(true).compress(body);
    spool(packed, body.length);
    for (int at = 0; at < packed.length; at++) {
      byte[] flipped = packed.clone();
      flipped[at] ^= (byte) (1 << at % 8);
      spool(flipped, body.length);
      assertEquals(line(WANTED), read(), "flipped at " + at);
    }
    assertTrue(meters.get(SpoolBodies.FAILURES, "damaged") > packed.length / 2);
  }

  private void spool(byte[] packed, int size) throws SQLException {
    String sql =
        """
        INSERT INTO spool (measurement_uid, report_id, received_at, digest, size, content_offset,
          content_length, body)
        VALUES (?, 'r', now(), sha256(''), ?, 0, ?, ?)
        ON CONFLICT (measurement_uid) DO UPDATE SET body = excluded.body
        """;
    try (PreparedStatement insert = connection.prepareStatement(sql)) {
      insert.setString(1, uid(WANTED));
      insert.setInt(2, size);
      insert.setInt(3, size);
      insert.setBytes(4, packed);
      insert.executeUpdate();
    }
  }

  private void publish(Written written) throws Exception {
    genuine = packed(written, IntStream.range(0, LINES).mapToObj(n -> line(n)).toList());
    s3.put(OBJECT, genuine);
    int offset = 0;
    for (int n = 0; n < LINES; n++) {
      int length = GzipLinesTest.gzip(line(n - n % 2) + "\n" + line(n - n % 2 + 1) + "\n").length;
      index(n, written.known ? offset : null, written.known ? length : null);
      offset += n % 2 == 1 ? length : 0;
    }
  }

  private static byte[] packed(Written written, List<String> lines) throws Exception {
    if (written == Written.BY_OTHERS) {
      return GzipLinesTest.gzip(String.join("\n", lines) + "\n");
    }
    byte[] object = new byte[0];
    for (int n = 0; n < lines.size(); n += 2) {
      byte[] block = GzipLinesTest.gzip(lines.get(n) + "\n" + lines.get(n + 1) + "\n");
      object = GzipLinesTest.concat(object, block);
    }
    return object;
  }

  private void assertGenuineOrNothing(byte[] object, String damage) {
    s3.put(OBJECT, object);
    BodyLookup lookup = archive.find(KEY);
    if (lookup instanceof BodyLookup.Found found) {
      assertEquals(line(WANTED), new String(found.content(), StandardCharsets.UTF_8), damage);
    } else {
      assertInstanceOf(BodyLookup.NotStored.class, lookup, damage);
    }
  }

  private String read() {
    byte[] content = assertInstanceOf(BodyLookup.Found.class, archive.find(KEY)).content();
    return new String(content, StandardCharsets.UTF_8);
  }

  private double failures() {
    return meters.get(JsonlBodies.FAILURES, "altered")
        + meters.get(JsonlBodies.FAILURES, "damaged");
  }

  private static String line(int number) {
    return "{\"report_id\":\"r\",\"input\":\"http://a/%d\",\"test_keys\":{\"n\":%d}}"
        .formatted(number, number * 7919);
  }

  private static String uid(int number) {
    return "2024011002000%d.000000_IT_webconnectivity_1398b376fdcce25c".formatted(number);
  }

  private void index(int number, Integer offset, Integer length) throws SQLException {
    String sql =
        """
        INSERT INTO jsonl (report_id, input, s3path, linenum, measurement_uid, block_offset,
          block_length, block_line, line_digest)
        VALUES ('r', ?, ?, ?, ?, ?, ?, ?, ?)
        """;
    try (PreparedStatement insert = connection.prepareStatement(sql)) {
      byte[] line = line(number).getBytes(StandardCharsets.UTF_8);
      insert.setString(1, "http://a/" + number);
      insert.setString(2, OBJECT);
      insert.setInt(3, number);
      insert.setString(4, uid(number));
      insert.setObject(5, offset);
      insert.setObject(6, length);
      insert.setObject(7, offset == null ? null : number % 2);
      insert.setBytes(8, offset == null ? null : LineDigest.of(line));
      insert.executeUpdate();
    }
  }
}
