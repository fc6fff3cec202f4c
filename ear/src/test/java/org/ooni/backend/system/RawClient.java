// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.system;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** A client that sends and leaves when it wants. */
final class RawClient implements AutoCloseable {

  private final Socket socket;
  private final BufferedReader reader;

  RawClient(URI base) throws IOException {
    socket = new Socket(base.getHost(), base.getPort());
    socket.setSoTimeout(20_000);
    reader =
        new BufferedReader(
            new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
  }

  /** Sends a request and does not wait for the answer. */
  void ask(String path) throws IOException {
    send("GET " + path + " HTTP/1.1\r\nHost: api.example.org\r\n\r\n");
  }

  /** Sends these bytes as they are. */
  void send(String request) throws IOException {
    socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
    socket.getOutputStream().flush();
  }

  /** Sends a request and half of its body. */
  void beginPost(String path, byte[] body) throws IOException {
    String head =
        "POST %s HTTP/1.1\r\nHost: api.example.org\r\nContent-Length: %d\r\n\r\n"
            .formatted(path, body.length);
    socket.getOutputStream().write(head.getBytes(StandardCharsets.ISO_8859_1));
    socket.getOutputStream().write(body, 0, body.length / 2);
    socket.getOutputStream().flush();
  }

  /** The body of the next answer that comes, after its status. */
  String answer() throws IOException {
    String status = reader.readLine();
    int length = 0;
    for (String line = reader.readLine(); !line.isEmpty(); line = reader.readLine()) {
      if (line.toLowerCase(Locale.ROOT).startsWith("content-length:")) {
        length = Integer.parseInt(line.substring(line.indexOf(':') + 1).strip());
      }
    }
    char[] body = new char[length];
    for (int read = 0; read < length; ) {
      read += reader.read(body, read, length - read);
    }
    return status.split(" ")[1] + " " + new String(body);
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
