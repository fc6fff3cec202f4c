// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.system;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** A probe on a slow line, that is in the middle of a submission for as long as a test likes. */
final class SlowPost {

  private final URI base;
  private final String report;
  private final byte[] body;
  private Socket socket;

  SlowPost(URI base, String report) {
    this.base = base;
    this.report = report;
    String time =
        LocalDateTime.now(ZoneOffset.UTC)
            .minusMinutes(1)
            .format(DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss"));
    this.body = Fixtures.envelope(Fixtures.content(report, report + "-slow", time, 5000));
  }

  void sendHalf() throws IOException {
    socket = new Socket(base.getHost(), base.getPort());
    socket.setSoTimeout(30_000);
    String head =
        "POST /report/%s HTTP/1.1\r\nHost: localhost\r\nContent-Length: %d\r\n\r\n"
            .formatted(report, body.length);
    socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
    socket.getOutputStream().write(body, 0, body.length / 2);
    socket.getOutputStream().flush();
  }

  /** Sends the rest; tells the status of the answer. */
  int sendRest() throws IOException {
    try (Socket open = socket) {
      open.getOutputStream().write(body, body.length / 2, body.length - body.length / 2);
      open.getOutputStream().flush();
      BufferedReader answer =
          new BufferedReader(
              new InputStreamReader(open.getInputStream(), StandardCharsets.US_ASCII));
      return Integer.parseInt(answer.readLine().split(" ")[1]);
    }
  }
}
