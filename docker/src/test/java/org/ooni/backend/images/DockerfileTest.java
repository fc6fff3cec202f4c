// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.images;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What Dockerflow and the house ask of a Dockerfile. */
class DockerfileTest {

  private static final Pattern SECRET =
      Pattern.compile("(?i)\\b\\w*(password|secret|token|_key)\\w*\\s*=");

  @ParameterizedTest
  @ValueSource(strings = {"Dockerfile", "Dockerfile.development"})
  void theServerRunsAsUserAndGroupApp10001(String file) {
    Dockerfile last = Dockerfile.read(Path.of(file)).lastStage();
    assertEquals("app", last.only("USER"));
    String accounts = last.all("RUN").get(0);
    assertTrue(accounts.contains("groupadd --gid 10001 app"), accounts);
    assertTrue(accounts.contains("useradd --uid 10001 --gid 10001 "), accounts);
    int user = last.instructions().indexOf(new Dockerfile.Instruction("USER", "app"));
    assertTrue(
        last.instructions().stream().skip(user).noneMatch(i -> i.name().equals("RUN")),
        "nothing is run after the user has changed");
  }

  @ParameterizedTest
  @ValueSource(strings = {"Dockerfile", "Dockerfile.development"})
  void baseImagesHaveAVersion(String file) {
    List<String> bases = Dockerfile.read(Path.of(file)).all("FROM");
    assertFalse(bases.isEmpty());
    for (String base : bases) {
      assertTrue(base.matches("[a-z0-9./-]+:\\d+\\.\\d+\\S*( AS [a-z]+)?"), base);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"Dockerfile", "Dockerfile.development"})
  void entrypointCommandAndHealthCheckAreProgramsOfTheImageWithoutAShell(String file) {
    Dockerfile last = Dockerfile.read(Path.of(file)).lastStage();
    assertEquals("[\"/app/bin/backend\"]", last.only("ENTRYPOINT"));
    assertEquals("[\"serve\"]", last.only("CMD"));
    assertTrue(last.only("HEALTHCHECK").endsWith("CMD [\"/app/bin/healthcheck\"]"));
    assertTrue(Files.isExecutable(Path.of("image/backend")));
    assertTrue(Files.isExecutable(Path.of("image/healthcheck")));
    assertEquals("/app", last.only("WORKDIR"));
    assertEquals("/app/data", last.only("VOLUME"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"Dockerfile", "Dockerfile.development"})
  void thePortIsTheOneThatIsExposed(String file) {
    Dockerfile last = Dockerfile.read(Path.of(file)).lastStage();
    assertTrue(last.only("ENV").startsWith("PORT=8000 "), last.only("ENV"));
    assertTrue(last.only("EXPOSE").startsWith("8000"), last.only("EXPOSE"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"Dockerfile", "Dockerfile.development"})
  void nothingSecretIsSaid(String file) {
    for (Dockerfile.Instruction instruction : Dockerfile.read(Path.of(file)).instructions()) {
      assertFalse(
          SECRET.matcher(instruction.arguments()).find(), () -> instruction + " names a secret");
      assertFalse(instruction.name().equals("ARG"), "an argument stays in the image's history");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"Dockerfile", "Dockerfile.development"})
  void filesAreCopiedAndBelongToRoot(String file) {
    Dockerfile dockerfile = Dockerfile.read(Path.of(file));
    assertEquals(List.of(), dockerfile.all("ADD"));
    for (String copy : dockerfile.lastStage().all("COPY")) {
      boolean replaceable = copy.endsWith("/app/deployments/ooni-backend.ear");
      assertTrue(!copy.contains("--chown") || replaceable, copy);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"Dockerfile", "Dockerfile.development"})
  void nothingIsInstalledThatANextBuildWouldNotGet(String file) {
    for (String run : Dockerfile.read(Path.of(file)).all("RUN")) {
      assertFalse(run.matches(".*\\b(apt-get|apk|curl|wget|sudo)\\b.*"), run);
    }
  }
}
