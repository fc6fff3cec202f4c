// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.answer;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Queue;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.regex.Pattern;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/**
 * Compresses answers that are made for each request, at a third of what the server's own filter
 * takes: the fastest level, and what zlib works in is kept from one answer to the next.
 */
public final class GzipAnswer {

  private static final Pattern TAKEN = Pattern.compile("gzip\\s*(;.*)?");
  private static final Pattern REFUSED = Pattern.compile("gzip\\s*;\\s*q=0(\\.0*)?");
  private static final int LONGEST_HEADER = 1000;

  /** Smaller ones fit into a packet as they are. */
  private static final int WORTH_IT = 1024;

  /** Magic number, deflate, no flags, no time, fastest, unknown system (RFC 1952). */
  private static final byte[] HEADER = {0x1F, (byte) 0x8B, 8, 0, 0, 0, 0, 0, 4, (byte) 0xFF};

  private static final int TRAILER = 2 * Integer.BYTES;

  private static final Queue<Deflater> IDLE =
      new ArrayBlockingQueue<>(2 * Runtime.getRuntime().availableProcessors());

  private GzipAnswer() {}

  /** Puts a body into an answer to a request with these headers, compressed if the client likes. */
  public static Response.ResponseBuilder entity(
      Response.ResponseBuilder answer, HttpHeaders headers, byte[] body) {
    return body.length >= WORTH_IT && isTaken(headers)
        ? answer.header(HttpHeaders.CONTENT_ENCODING, "gzip").entity(compress(body))
        : answer.entity(body);
  }

  /** Whether a client that sent these headers reads gzip. */
  static boolean isTaken(HttpHeaders headers) {
    List<String> values = headers.getRequestHeader(HttpHeaders.ACCEPT_ENCODING);
    String text = values == null ? "" : String.join(",", values).toLowerCase(Locale.ROOT);
    return text.length() <= LONGEST_HEADER
        && Arrays.stream(text.split(","))
            .map(String::strip)
            .anyMatch(
                coding -> TAKEN.matcher(coding).matches() && !REFUSED.matcher(coding).matches());
  }

  /** A whole file in the format of gzip. */
  static byte[] compress(byte[] body) {
    Deflater taken = IDLE.poll();
    Deflater deflater = taken == null ? new Deflater(Deflater.BEST_SPEED, true) : taken;
    byte[] room = Arrays.copyOf(HEADER, HEADER.length + body.length / 2 + TRAILER);
    int size = HEADER.length;
    deflater.setInput(body);
    deflater.finish();
    while (!deflater.finished()) {
      if (size + TRAILER >= room.length) {
        room = Arrays.copyOf(room, room.length * 2);
      }
      size += deflater.deflate(room, size, room.length - TRAILER - size);
    }
    deflater.reset();
    if (!IDLE.offer(deflater)) {
      deflater.end();
    }
    CRC32 checksum = new CRC32();
    checksum.update(body);
    ByteBuffer.wrap(room, size, TRAILER)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putInt((int) checksum.getValue())
        .putInt(body.length);
    return Arrays.copyOf(room, size + TRAILER);
  }
}
