// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.bench;

import com.github.luben.zstd.Zstd;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;

/**
 * Bodies of web_connectivity from four countries in three past hours, as they lie in the database
 * before they are archived. Each has a page of its own, and packs like one.
 */
final class SpooledBodies {

  private static final String[] COUNTRIES = {"IT", "DE", "IR", "BR"};
  private static final int HOURS = 3;
  private static final int BATCH = 500;
  private static final int SECONDS_OF_HOUR = 3600;
  private static final int HASH_BYTES = 8;
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyyMMddHHmmss").withZone(ZoneOffset.UTC);

  private static final String BEFORE = "{\"format\":\"json\",\"content\":";
  private static final String FRAME =
      """
      {"annotations":{"platform":"android","number":"%NUMBER%"},"data_format_version":"0.2.0",\
      "input":"https://example.org/%NUMBER%","measurement_start_time":"2026-01-01 00:00:00",\
      "probe_asn":"AS30722","probe_cc":"%COUNTRY%","report_id":"%REPORT%",\
      "software_name":"ooniprobe-android","software_version":"3.8.0","test_keys":{"requests":[\
      {"response":{"body":"%BODY%","code":200}}]},"test_name":"web_connectivity"}""";

  private static final String INSERT =
      """
      INSERT INTO spool (measurement_uid, report_id, received_at, digest, size, content_offset,
        content_length, body)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?)
      """;

  private final Instant start;
  private final int bytes;

  /**
   * @param start of the first hour
   * @param bytes size of one, about
   */
  SpooledBodies(Instant start, int bytes) {
    this.start = start;
    this.bytes = bytes;
  }

  /** Stores those with numbers from one to before another. */
  void insert(Connection connection, int from, int to) throws SQLException {
    connection.setAutoCommit(false);
    try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
      for (int number = from; number < to; number++) {
        bind(insert, number);
        insert.addBatch();
        if ((number + 1 - from) % BATCH == 0 || number + 1 == to) {
          insert.executeBatch();
          connection.commit();
        }
      }
    }
  }

  private void bind(PreparedStatement insert, int number) throws SQLException {
    String country = COUNTRIES[number % COUNTRIES.length];
    Instant received =
        start.plusSeconds(
            SECONDS_OF_HOUR * (long) (number / COUNTRIES.length % HOURS)
                + number % SECONDS_OF_HOUR);
    String report = "20260101T000000Z_webconnectivity_%s_30722_n1_%016d".formatted(country, number);
    String content =
        FRAME
            .replace("%NUMBER%", Integer.toString(number))
            .replace("%COUNTRY%", country)
            .replace("%REPORT%", report)
            .replace("%BODY%", page(number, bytes - FRAME.length()));
    byte[] submission = (BEFORE + content + "}").getBytes(StandardCharsets.US_ASCII);
    String hash =
        HexFormat.of().formatHex(Arrays.copyOf(digest("SHA-512", submission), HASH_BYTES));
    insert.setString(
        1, "%s.%06d_%s_webconnectivity_%s".formatted(TIME.format(received), number, country, hash));
    insert.setString(2, report);
    insert.setObject(3, received.atOffset(ZoneOffset.UTC));
    insert.setBytes(4, digest("SHA-256", submission));
    insert.setInt(5, submission.length);
    insert.setInt(6, BEFORE.length());
    insert.setInt(7, content.length());
    insert.setBytes(8, Zstd.compress(submission));
  }

  private static String page(int number, int bytes) {
    Random random = new Random(number);
    StringBuilder text = new StringBuilder(bytes + 64);
    while (text.length() < bytes) {
      text.append("<div class='item'><a href='/")
          .append(Integer.toString(random.nextInt(1 << 24), 36))
          .append("'>")
          .append(Integer.toString(random.nextInt(1 << 24), 36))
          .append("</a></div> ");
    }
    return text.substring(0, bytes);
  }

  private static byte[] digest(String algorithm, byte[] bytes) {
    try {
      return MessageDigest.getInstance(algorithm).digest(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
