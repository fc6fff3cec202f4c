// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StageFileTest {

  @TempDir Path folder;

  @Test
  void stagesHaveNodesInTheirOrder() throws IOException {
    StageFile file =
        read(
            """
            releases: releases/ooni-backend-{version}.ear
            stages:
              staging:
                - {name: b, management: "http://127.0.0.1:9991", url: "http://127.0.0.1:8081/"}
                - {name: a, management: "http://127.0.0.1:9990", url: "http://127.0.0.1:8080"}
            """);
    assertEquals(
        new Node("a", URI.create("http://127.0.0.1:9990/"), URI.create("http://127.0.0.1:8080/")),
        file.stage("staging").nodes().get(1));
    assertEquals(folder.resolve("releases/ooni-backend-1.2.ear"), file.release("1.2"));
    String message = assertThrows(DeployFailure.class, () -> file.stage("prod")).getMessage();
    assertEquals("no stage prod: there are staging", message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "stages: {}|releases is missing",
        "releases: a.ear|releases has no {version}",
        "{releases: 'x{version}', stages: {a: []}}|stage a has no list of nodes",
        "{releases: 'x{version}', stages: {a: [{name: x, url: http://h}]}}|management is missing",
        "{releases: 'x{version}', stages: [}|while parsing"
      })
  void whatIsWrongIsNamed(String content, String message) {
    DeployFailure failure = assertThrows(DeployFailure.class, () -> read(content));
    assertTrue(failure.getMessage().contains(message), failure.getMessage());
    assertTrue(failure.getMessage().startsWith(folder.toString()), failure.getMessage());
  }

  private StageFile read(String content) throws IOException {
    return StageFile.read(Files.writeString(folder.resolve("stages.yaml"), content));
  }
}
