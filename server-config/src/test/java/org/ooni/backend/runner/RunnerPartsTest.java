// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.runner;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.time.LocalDate;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunnerPartsTest {

  private static final LocalDate TODAY = LocalDate.parse("2024-03-01");

  @TempDir Path directory;

  @Test
  void secretsAreRandomKeptAndForTheirOwnerOnly() throws IOException {
    Path file = directory.resolve("secrets.properties");
    String first = Secrets.open(file, Map.of()).get("PROBE_TOKEN_KEY");
    assertEquals(64, first.length());
    assertEquals(first, Secrets.open(file, Map.of()).get("PROBE_TOKEN_KEY"));
    assertNotEquals(
        first, Secrets.open(directory.resolve("other"), Map.of()).get("PROBE_TOKEN_KEY"));
    assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
  }

  @Test
  void secretsOfTheEnvironmentWinAndAreNotKept() throws IOException {
    Path file = directory.resolve("secrets.properties");
    Secrets secrets = Secrets.open(file, Map.of("SESSION_TOKEN_KEY", "given by the caller"));
    assertEquals("given by the caller", secrets.get("SESSION_TOKEN_KEY"));
    assertFalse(Files.readString(file).contains("given by the caller"));
  }

  @Test
  void theReasonOfAFailedDeploymentIsFoundInTheServersWords() {
    String written =
        """
        "{\\"WFLYCTRL0080: Failed services\\" => {\\"ooni-backend.ear\\" => \\"Failed to start service
            Caused by: org.example.Outer: wrapped
            Caused by: java.lang.IllegalStateException: A is not set; B is weak\"}}\"\
        """;
    assertEquals("A is not set; B is weak", Server.cause(written));
    assertEquals("no reason given", Server.cause("{}"));
  }

  @Test
  void aBusyPortIsNamedTogetherWithItsOption() throws IOException {
    Ports free = Ports.free();
    free.requireFree();
    try (ServerSocket busy = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Ports ports =
          new Ports(free.http(), free.management(), busy.getLocalPort(), free.objectStore());
      String message = assertThrows(RunFailure.class, ports::requireFree).getMessage();
      assertTrue(message.contains("Port " + busy.getLocalPort()), message);
      assertTrue(message.contains("-Dpostgres.port="), message);
    }
  }

  @Test
  void aRunDirectoryHasOneHolderAtATime() {
    Layout layout = new Layout(directory, directory.resolve("run"));
    RunDirectory held = RunDirectory.hold(layout);
    try {
      String message = assertThrows(RunFailure.class, () -> RunDirectory.hold(layout)).getMessage();
      assertTrue(message.contains("-Drun.dir="), message);
    } finally {
      held.close();
    }
    RunDirectory.hold(layout).close();
  }

  @Test
  void aProcessThatIsNotOursSurvivesItsIdInAPidFile() throws IOException, InterruptedException {
    Layout layout = new Layout(directory, directory.resolve("run"));
    Files.createDirectories(layout.runDirectory());
    Process stranger = new ProcessBuilder("sleep", "60").start();
    try {
      Files.writeString(layout.pidFile("server"), stranger.pid() + "\n");
      new LeftOvers(layout).end("server");
      assertTrue(stranger.isAlive());
      assertFalse(Files.exists(layout.pidFile("server")));
    } finally {
      stranger.destroyForcibly().waitFor();
    }
  }

  @Test
  void aProcessOfAnEarlierRunIsEnded() throws IOException, InterruptedException {
    Layout layout = new Layout(directory, directory.resolve("run"));
    Files.createDirectories(layout.runDirectory());
    Path file = Files.createFile(layout.runDirectory().resolve("followed"));
    Process left = new ProcessBuilder("tail", "-f", file.toString()).start();
    try {
      Files.writeString(layout.pidFile("server"), left.pid() + "\n");
      new LeftOvers(layout).end("server");
      assertTrue(left.waitFor(5, TimeUnit.SECONDS));
    } finally {
      left.destroyForcibly().waitFor();
    }
  }

  @Test
  void datesOfASeedAreCountedFromToday() throws IOException {
    Path file = directory.resolve("seed.json");
    Files.writeString(file, "{\"fastpath\": [{\"a\": \"{{d-1}}\", \"b\": \"{{ymd-60}}\"}]}");
    var row = SeedFile.read(Seed.of(file), TODAY).content().path("fastpath").path(0);
    assertEquals("2024-02-29", row.path("a").asText());
    assertEquals("20240101", row.path("b").asText());
  }

  @Test
  void aBrokenSeedIsNamedWithItsLine() throws IOException {
    Path file = directory.resolve("seed.json");
    Files.writeString(file, "{\n\"fastpath\": [}");
    String message =
        assertThrows(RunFailure.class, () -> SeedFile.read(Seed.of(file), TODAY)).getMessage();
    assertTrue(message.contains(file.toString()) && message.contains("line 2"), message);
  }

  @Test
  void everyMeasurementOfTheDemoHasItsBody() {
    var demo = SeedFile.read(Seed.demo(), TODAY).content();
    assertEquals(20, demo.path("fastpath").size());
    for (var row : demo.path("fastpath")) {
      String name = "/" + row.path("measurement_uid").asText() + ".post";
      assertTrue(
          demo.path("spool_files").properties().stream()
              .anyMatch(
                  body ->
                      body.getKey().endsWith(name)
                          && body.getValue()
                              .path("content")
                              .path("report_id")
                              .equals(row.path("report_id"))),
          name);
    }
  }

  @Test
  void uidsOfTheDemoEndWithTheHashOfWhatWasSent() throws Exception {
    var bodies = SeedFile.read(Seed.demo(), TODAY).content().path("spool_files").properties();
    for (var body : bodies) {
      String sent = "{\"format\":\"json\",\"content\":" + body.getValue().path("content") + "}";
      byte[] hash = MessageDigest.getInstance("SHA-512").digest(sent.getBytes(UTF_8));
      String end = "_" + HexFormat.of().formatHex(hash, 0, 8) + ".post";
      assertTrue(body.getKey().endsWith(end), body.getKey());
    }
  }

  @Test
  void aDirectoryThatCouldNotBeFilledIsAbsent() {
    Path target = directory.resolve("tool");
    assertThrows(
        RunFailure.class,
        () ->
            Unpacking.once(
                target,
                part -> {
                  Files.writeString(part.resolve("half"), "");
                  throw new IOException("disk full");
                }));
    assertFalse(Files.exists(target));
    Unpacking.once(target, part -> Files.writeString(part.resolve("whole"), ""));
    assertTrue(Files.exists(target.resolve("whole")));
    assertFalse(Files.exists(target.resolve("half")));
  }
}
