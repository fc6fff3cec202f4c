// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.ooni.backend.serverlog.ServerLog;

/** What the server says on standard output from its first to its last line. */
@ExtendWith(DeployedSystem.class)
class LogsIT {

  private static final byte[] NOTHING = "{}".getBytes(StandardCharsets.UTF_8);

  private final URI base = DeployedSystem.platform().baseUri();
  private final Probe probe = new Probe(base);

  @Test
  void everyLineOfAWholeRunIsMozlogAndEveryRequestHasOne() throws Exception {
    DeployedSystem.platform().stopServer();
    DeployedSystem.platform().startServer();
    ask();
    DeployedSystem.platform().stopServer();
    Path log = DeployedSystem.platform().serverLog();
    Path output = log.resolveSibling("server.console.log");
    List<JsonNode> lines = new ArrayList<>();
    ServerLog read = new ServerLog();
    read.read(output, lines::add);
    String ownAddress = base.getHost();
    String errors = Files.readString(log.resolveSibling("server.stderr.log"));
    DeployedSystem.platform().startServer();

    assertEquals(List.of(), read.faults());
    assertEquals("", errors);
    assertTrue(message(lines.get(0)).startsWith("JBoss Modules version"), "the first line");
    assertTrue(message(lines.get(lines.size() - 1)).startsWith("WFLYSRV0050"), "the last line");
    assertTrue(lines.stream().anyMatch(line -> message(line).startsWith("WFLYSRV0010: Deployed")));
    List<JsonNode> mine = of(lines, "mine-");
    assertEquals(List.of(200, 404, 400, 404, 200, 400, 500, 200), codes(mine));
    // the requests of this test came from this address
    assertFalse(mine.toString().contains(ownAddress), "an address was logged");
    assertFalse(lines.toString().contains("not-to-be-logged"), "a secret was logged");
    assertEquals(
        2,
        lines.stream().filter(line -> "mine-7".equals(rid(line))).count(),
        "the failure's cause");
    assertTrue(
        Files.readString(log).contains("\"rid\":\"mine-7\""),
        "the file has what standard output has");
  }

  private void ask() throws Exception {
    String secret = "not-to-be-logged";
    probe.get("/__lbheartbeat__", "X-Request-Id", "mine-1", "Cookie", "ooni=" + secret);
    probe.get("/no/such/thing?k=" + secret, "X-Request-Id", "mine-2");
    probe.get("/report/%C0%AE", "X-Request-Id", "mine-3", "Authorization", "Bearer " + secret);
    probe.get("/api/_/%0d%0anothing%1b", "X-Request-Id", "mine-4");
    probe.post("/api/v1/check-in", NOTHING, "X-Request-Id", "mine-5", "User-Agent", "\"{}\\");
    byte[] body = ("{\"secret\":\"" + secret + "\"").getBytes(StandardCharsets.UTF_8);
    probe.post("/report", body, "X-Request-Id", "mine-6");
    probe.get("/__error__?k=" + secret, "X-Request-Id", "mine-7");
    probe.get("/openapi", "X-Request-Id", "mine-8");
    noRequest("GET / HTTP/1.1\r\nHost: a\r\nno header at all\r\n\r\n");
    noRequest("\u0000\u0001\u001b\r\n\r\n");
  }

  /** The server closes the connection before anybody could log it. */
  private void noRequest(String text) throws Exception {
    try (Socket socket = new Socket(base.getHost(), base.getPort())) {
      socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
    }
  }

  private static List<JsonNode> of(List<JsonNode> lines, String rid) {
    return lines.stream()
        .filter(line -> line.at("/Type").textValue().equals("request.summary"))
        .filter(line -> rid(line).startsWith(rid))
        .toList();
  }

  private static List<Integer> codes(List<JsonNode> summaries) {
    return summaries.stream().map(line -> line.at("/Fields/code").intValue()).toList();
  }

  private static String rid(JsonNode line) {
    return line.at("/Fields/rid").asText();
  }

  private static String message(JsonNode line) {
    return line.at("/Fields/msg").asText();
  }
}
