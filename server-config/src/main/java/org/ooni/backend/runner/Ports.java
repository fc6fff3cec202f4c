// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.runner;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The ports of the loopback interface that one platform listens on. */
public record Ports(int http, int management, int postgres, int objectStore) {

  /** The ports everybody expects: 8080, 9990, 5432, 9000. */
  public static Ports usual() {
    return new Ports(8080, 9990, 5432, 9000);
  }

  /** Four ports nobody listens on at this moment. */
  public static Ports free() {
    List<ServerSocket> held = new ArrayList<>();
    try {
      for (int i = 0; i < 4; i++) {
        held.add(new ServerSocket(0, 1, InetAddress.getLoopbackAddress()));
      }
      int[] numbers = held.stream().mapToInt(ServerSocket::getLocalPort).toArray();
      return new Ports(numbers[0], numbers[1], numbers[2], numbers[3]);
    } catch (IOException e) {
      throw new RunFailure("No free ports on the loopback interface: " + e.getMessage(), e);
    } finally {
      held.forEach(Ports::close);
    }
  }

  /** What the server is told of them. */
  Map<String, String> environment() {
    return Map.of(
        "PORT", Integer.toString(http),
        "BIND_ADDRESS", "127.0.0.1",
        "MANAGEMENT_PORT", Integer.toString(management));
  }

  /**
   * Refuses ports that somebody listens on.
   *
   * @throws RunFailure naming the first one and how to choose another
   */
  void requireFree() {
    requireFree(http, "HTTP", "http.port");
    requireFree(management, "management", "management.port");
    requireFree(postgres, "PostgreSQL", "postgres.port");
    requireFree(objectStore, "S3", "s3.port");
  }

  private static void requireFree(int port, String purpose, String option) {
    try (ServerSocket socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1);
    } catch (IOException | IllegalArgumentException e) {
      throw new RunFailure(
          "Port %d (%s) cannot be used, most likely somebody else listens there: choose another with -D%s=PORT"
              .formatted(port, purpose, option),
          e);
    }
  }

  private static void close(ServerSocket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      throw new RunFailure("A probed port cannot be released: " + e.getMessage(), e);
    }
  }
}
