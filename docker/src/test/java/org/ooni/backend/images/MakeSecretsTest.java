// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.images;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The secrets of a cluster, with a kubectl that keeps them in a directory. */
class MakeSecretsTest {

  private static final int SECRETS = 12;

  @TempDir Path cluster;

  @Test
  void aSecondRunKeepsWhatIsThere() throws Exception {
    assertEquals(0, run(""));
    Map<String, String> made = secrets();
    assertEquals(SECRETS, made.size());
    assertEquals(0, run(""));
    assertEquals(made, secrets());
  }

  @Test
  void aRunThatWasInterruptedIsCompletedByTheNext() throws Exception {
    assertNotEquals(0, run("broker"));
    Map<String, String> half = secrets();
    assertTrue(half.containsKey("object-store/s3_secret_key") && half.size() < SECRETS, "too late");
    assertEquals(0, run(""));
    Map<String, String> whole = secrets();
    assertEquals(SECRETS, whole.size());
    half.forEach((name, value) -> assertEquals(value, whole.get(name), name));
    assertEquals(whole.get("object-store/s3_secret_key"), whole.get("backend/s3_secret_key"));
  }

  @Test
  void aNewSecretJoinsTheOthers() throws Exception {
    assertEquals(0, run(""));
    Map<String, String> all = secrets();
    Files.delete(cluster.resolve("backend/session_token_key"));
    assertEquals(0, run(""));
    Map<String, String> again = secrets();
    assertNotEquals(
        all.remove("backend/session_token_key"), again.remove("backend/session_token_key"));
    assertEquals(all, again);
  }

  private int run(String failsAt) throws IOException, InterruptedException {
    ProcessBuilder builder =
        new ProcessBuilder(Path.of("kubernetes/make-secrets").toString(), "ooni-backend");
    String programs = Path.of("src/test/resources").toAbsolutePath().toString();
    builder.environment().merge("PATH", programs, (old, own) -> own + File.pathSeparator + old);
    builder.environment().put("CLUSTER", cluster.toString());
    builder.environment().put("FAILS_AT", failsAt);
    Process process = builder.redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals("", output);
    return process.waitFor();
  }

  private Map<String, String> secrets() throws IOException {
    Map<String, String> secrets = new TreeMap<>();
    try (Stream<Path> files = Files.walk(cluster)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        secrets.put(cluster.relativize(file).toString(), Files.readString(file));
      }
    }
    return secrets;
  }
}
