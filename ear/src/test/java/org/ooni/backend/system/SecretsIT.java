// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.system;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.ooni.backend.runner.LocalPlatform;
import org.ooni.backend.runner.PlatformOptions;
import org.ooni.backend.runner.RunFailure;

/** Hostile cases H03 and H04, on a platform of its own. */
class SecretsIT {

  @Test
  void aServerWithBadSecretsDoesNotStartAndNamesThemAll() {
    PlatformOptions options =
        PlatformOptions.of(
                Path.of(System.getProperty("run.dir") + "-secrets"),
                Path.of(System.getProperty("ear.file")))
            .withEnvironment(
                Map.of(
                    "SESSION_TOKEN_KEY", " ",
                    "PROBE_TOKEN_KEY", "CHANGEMECHANGEMECHANGEMECHANGEME",
                    "S3_SECRET_KEY", "minioadmin"));
    RunFailure failure = assertThrows(RunFailure.class, () -> LocalPlatform.start(options));
    assertTrue(
        failure
            .getMessage()
            .contains(
                "SESSION_TOKEN_KEY is not set;"
                    + " PROBE_TOKEN_KEY is weak: give it at least 32 random bytes;"
                    + " S3_SECRET_KEY is weak: give it at least 8 random bytes"),
        failure.getMessage());
  }
}
