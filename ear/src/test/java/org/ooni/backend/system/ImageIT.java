// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.system;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.sql.Connection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.ooni.backend.system.Program.Outcome;

/** The server of the image, run as the image would run it (hostile cases H09 and H10). */
@ExtendWith(DeployedSystem.class)
class ImageIT {

  private static ImageContainer image;
  private static Process server;
  private static Path output;

  @BeforeAll
  static void start() throws Exception {
    assumeTrue(ImageContainer.isPossible(), "this machine allows no mount namespaces");
    image = ImageContainer.prepare(DeployedSystem.platform());
    output = Files.createTempFile("image", ".log");
    server = image.serve(output);
    await()
        .atMost(DeployedSystem.PATIENCE)
        .until(() -> !server.isAlive() || status("/__lbheartbeat__") == 200);
    assertTrue(server.isAlive(), () -> read(output));
  }

  @AfterAll
  static void stop() throws Exception {
    if (server == null) {
      return;
    }
    server.destroy();
    server.waitFor();
    Files.delete(output);
  }

  @Test
  void aReadOnlyServerOfUser10001TakesSubmissionsAndScoresThem() throws Exception {
    assertEquals("10001", image.run("id", "-u").output().strip());
    Ledger ledger = new Ledger(new Probe(image.baseUri()));
    ledger.post(20, () -> {});
    assertEquals(20, ledger.acknowledgedCount());
    try (Connection database = DeployedSystem.platform().applicationConnection()) {
      await().atMost(DeployedSystem.PATIENCE).until(() -> ledger.faults(database), List::isEmpty);
    }
  }

  @Test
  void theHealthCheckOfTheImageSeesTheServer() throws Exception {
    Outcome healthy = image.run("/app/bin/healthcheck");
    assertEquals(0, healthy.status(), healthy.output());
    Outcome absent = image.run(Map.of("PORT", "1"), "/app/bin/healthcheck");
    assertEquals(1, absent.status(), absent.output());
  }

  @Test
  void nobodyButRootCanWriteWhatTheImageHas() throws Exception {
    Set<PosixFilePermission> forbidden =
        Set.of(PosixFilePermission.GROUP_WRITE, PosixFilePermission.OTHERS_WRITE);
    try (Stream<Path> files = Files.walk(image.tree())) {
      for (Path file : files.toList()) {
        Set<PosixFilePermission> modes =
            Files.getPosixFilePermissions(file, LinkOption.NOFOLLOW_LINKS);
        assertTrue(modes.contains(PosixFilePermission.OTHERS_READ), file + " cannot be read");
        assertTrue(modes.stream().noneMatch(forbidden::contains), file + " can be written");
      }
    }
    Outcome written = image.run("sh", "-c", "touch /app/x || touch /etc/x || touch /x");
    assertTrue(written.output().contains("Read-only file system"), written.output());
    assertEquals(1, written.status());
  }

  @Test
  void secretsAreNeitherOnTheCommandLineNorInTheConfigurationNorInTheLog() throws IOException {
    String everything =
        Files.readString(Path.of("/proc", server.pid() + "", "cmdline"))
            + read(output)
            + Files.readString(
                image.tree().resolve("wildfly/standalone/configuration/standalone-full.xml"));
    assertTrue(everything.contains("org.jboss.as.standalone"));
    for (String name : ImageContainer.SECRETS) {
      assertFalse(everything.contains(DeployedSystem.platform().secret(name)), name);
    }
  }

  @Test
  void theMigrationOfTheImageIsTheOneOfTheApplication() throws Exception {
    Outcome migrated = image.run(image.migrationSettings(), "/app/bin/backend", "migrate");
    assertEquals("applied: 0", migrated.output().strip());
    assertEquals(0, migrated.status());
  }

  @Test
  void aContainerWithoutSecretsEndsAndNamesThem() throws Exception {
    Outcome ended = image.run(Map.of("S3_ACCESS_KEY", "name"), "/app/bin/backend");
    assertEquals(78, ended.status());
    assertTrue(
        ended
            .output()
            .contains(
                "not set: DATABASE_PASSWORD S3_SECRET_KEY PROBE_TOKEN_KEY SESSION_TOKEN_KEY"
                    + " ACCOUNT_ID_HASHING_KEY;"),
        ended.output());
  }

  @Test
  void theVersionIsThatOfTheBuild() throws Exception {
    assertEquals(
        new Probe(DeployedSystem.platform().baseUri()).get("/__version__").text(),
        new Probe(image.baseUri()).get("/__version__").text());
    assertTrue(Files.readString(image.tree().resolve("version.json")).contains("\"commit\""));
  }

  private static int status(String path) {
    try {
      return new Probe(image.baseUri()).get(path).status();
    } catch (IOException e) {
      return 0;
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file, UTF_8);
    } catch (IOException e) {
      return e.toString();
    }
  }
}
