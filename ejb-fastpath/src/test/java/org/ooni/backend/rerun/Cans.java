// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.rerun;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.compressors.lz4.FramedLZ4CompressorOutputStream;

/** Objects as archives have them, made here byte by byte. */
public final class Cans {

  /** Day, hour, country and nettest of all posts. */
  public static final String GROUP = "2026110114_IT_webconnectivity";

  private static final String CONTENT =
      """
      {"annotations":{"platform":"linux"},"input":"https://site%d.example.org/%d",\
      "measurement_start_time":"2026-11-01 14:%02d:%02d","probe_asn":"AS30722","probe_cc":"IT",\
      "report_id":"20261101T140000Z_webconnectivity_IT_30722_n1_%016d","software_name":"made-up",\
      "software_version":"3.20.0","test_keys":{"accessible":%b,"blocking":%s,"queries":[],\
      "requests":[]},"test_name":"web_connectivity","test_runtime":1.5,\
      "test_start_time":"2026-11-01 14:00:00","test_version":"0.4.3"}""";

  private Cans() {}

  /** A measurement; each fifth sees blocking. */
  public static String content(int number) {
    boolean blocked = number % 5 == 0;
    return CONTENT.formatted(
        number % 7,
        number,
        number / 60 % 60,
        number % 60,
        number % 3,
        !blocked,
        blocked ? "\"dns\"" : "false");
  }

  /** A submission of it. */
  public static byte[] submission(int number) {
    return utf8("{\"format\":\"json\",\"content\":" + content(number) + "}");
  }

  /** The key that its receiver gave it. */
  public static String uid(int number, byte[] submission) {
    return "20261101140000.%06d_IT_webconnectivity_%s"
        .formatted(number, HexFormat.of().formatHex(digest("SHA-512", submission), 0, 8));
  }

  /** Members of an object of bodies: the numbers from one to before another. */
  public static Map<String, byte[]> posts(int from, int to) {
    Map<String, byte[]> posts = new LinkedHashMap<>();
    for (int number = from; number < to; number++) {
      byte[] submission = submission(number);
      posts.put(GROUP + "/" + uid(number, submission) + ".post", submission);
    }
    return posts;
  }

  /** Name of the object of bodies of a number. */
  public static String postcanKey(int can) {
    return "raw/20261101/14/IT/webconnectivity/" + GROUP + ".n1." + can + ".tar.gz";
  }

  static byte[] postcan(int from, int to) {
    return gzip(tar(posts(from, to)));
  }

  static byte[] tar(Map<String, byte[]> members) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (TarArchiveOutputStream tar = new TarArchiveOutputStream(bytes)) {
      tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
      for (Map.Entry<String, byte[]> member : members.entrySet()) {
        TarArchiveEntry entry = new TarArchiveEntry(member.getKey(), true);
        entry.setSize(member.getValue().length);
        tar.putArchiveEntry(entry);
        tar.write(member.getValue());
        tar.closeArchiveEntry();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /** Each text as a gzip member of its own. */
  static byte[] gzip(byte[]... texts) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (byte[] text : texts) {
      try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
        gzip.write(text);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return bytes.toByteArray();
  }

  /** Each text as a frame of its own, as autoclaved objects are. */
  static byte[] lz4(byte[]... texts) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (byte[] text : texts) {
      try (FramedLZ4CompressorOutputStream lz4 = new FramedLZ4CompressorOutputStream(bytes)) {
        lz4.write(text);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return bytes.toByteArray();
  }

  static byte[] lines(List<String> lines) {
    return utf8(String.join("\n", lines) + "\n");
  }

  static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  static byte[] digest(String algorithm, byte[] bytes) {
    try {
      return MessageDigest.getInstance(algorithm).digest(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
