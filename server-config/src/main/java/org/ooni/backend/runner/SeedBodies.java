// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.runner;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.luben.zstd.Zstd;
import io.minio.MinioClient;
import io.minio.PutObjectArgs;
import io.minio.errors.MinioException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.Map;
import java.util.zip.GZIPOutputStream;

/** Puts the raw bodies of a seed where readers look for them: the bucket and the spool. */
final class SeedBodies {

  private static final DateTimeFormatter TIME_OF_UID =
      DateTimeFormatter.ofPattern("yyyyMMddHHmmss.SSSSSS");
  private static final int LEVEL = 1;
  private static final int HASH_BYTES = 8;
  private static final String BEFORE = "{\"format\":\"json\",\"content\":";

  private final SeedFile file;

  SeedBodies(SeedFile file) {
    this.file = file;
  }

  /** Puts the member {@code s3_objects}: objects of gzipped lines. */
  void putObjects(ObjectStore store) {
    MinioClient client = store.client();
    for (Map.Entry<String, JsonNode> object : file.content().path("s3_objects").properties()) {
      String member = "s3_objects." + object.getKey();
      if (!object.getValue().path("encoding").asText().equals("gzip-jsonl")) {
        throw file.broken(member, "its encoding is not gzip-jsonl", null);
      }
      byte[] bytes = gzipped(object.getValue().path("lines"));
      try {
        client.putObject(
            PutObjectArgs.builder()
                .bucket(store.bucket())
                .object(object.getKey())
                .contentType("application/gzip")
                .stream(new ByteArrayInputStream(bytes), (long) bytes.length, -1L)
                .build());
      } catch (MinioException e) {
        throw file.broken(member, "cannot be stored: " + e.getMessage(), e);
      }
    }
  }

  /** Inserts the member {@code spool_files}: paths {@code hour_CC_test/uid.post} and envelopes. */
  void insertSpool(Connection connection) throws SQLException {
    for (Map.Entry<String, JsonNode> body : file.content().path("spool_files").properties()) {
      String member = "spool_files." + body.getKey();
      String uid = uid(body.getKey());
      JsonNode content = body.getValue().path("content");
      if (uid.length() < 21 || !content.isObject()) {
        throw file.broken(member, "is no envelope under the name of a measurement", null);
      }
      try {
        insertBody(connection, uid, content);
      } catch (SQLException | DateTimeException e) {
        throw file.broken(member, e.getMessage(), e);
      }
    }
  }

  /** The uid of a body, of a path of {@code spool_files}. */
  static String uid(String path) {
    return path.substring(path.lastIndexOf('/') + 1).replaceFirst("\\.post$", "");
  }

  /** What a uid ends with: a hash of what the probe sent. */
  static String hash(JsonNode content) {
    byte[] hash = digest("SHA-512").digest(submission(content));
    return HexFormat.of().formatHex(hash, 0, HASH_BYTES);
  }

  private static byte[] submission(JsonNode content) {
    return (BEFORE + content + "}").getBytes(StandardCharsets.UTF_8);
  }

  private static void insertBody(Connection connection, String uid, JsonNode content)
      throws SQLException {
    String report = content.path("report_id").asText();
    byte[] bytes = submission(content);
    LocalDateTime received = LocalDateTime.parse(uid.substring(0, 21), TIME_OF_UID);
    String insert =
        """
        INSERT INTO spool (measurement_uid, report_id, received_at, digest, size, content_offset,
          content_length, body)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?)
        ON CONFLICT DO NOTHING
        """;
    try (PreparedStatement statement = connection.prepareStatement(insert)) {
      statement.setString(1, uid);
      statement.setString(2, report);
      statement.setObject(3, received.atOffset(ZoneOffset.UTC));
      statement.setBytes(4, digest(report, bytes));
      statement.setInt(5, bytes.length);
      statement.setInt(6, BEFORE.length());
      statement.setInt(7, bytes.length - BEFORE.length() - 1);
      statement.setBytes(8, Zstd.compress(bytes, LEVEL));
      statement.executeUpdate();
    }
  }

  private static byte[] digest(String report, byte[] bytes) {
    MessageDigest digest = digest("SHA-256");
    digest.update((report + "\n").getBytes(StandardCharsets.UTF_8));
    return digest.digest(bytes);
  }

  private static MessageDigest digest(String algorithm) {
    try {
      return MessageDigest.getInstance(algorithm);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static byte[] gzipped(JsonNode lines) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
      for (JsonNode line : lines) {
        gzip.write((line + "\n").getBytes(StandardCharsets.UTF_8));
      }
    } catch (IOException e) {
      throw new IllegalStateException("writing to memory", e);
    }
    return bytes.toByteArray();
  }
}
