// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Runs the commands of the README's first screen as they stand there. */
@ExtendWith(DeployedSystem.class)
class ReadmeIT {

  @Test
  void theCommandsOfTheReadmeDoWhatItSays() throws Exception {
    String readme = Files.readString(Path.of(System.getProperty("basedir"), "../README.md"));
    int start = readme.indexOf("```sh\n") + 6;
    String commands = readme.substring(start, readme.indexOf("```", start));
    ProcessBuilder shell = new ProcessBuilder("bash", "-eu", "-c", commands);
    String base = DeployedSystem.platform().baseUri().toString();
    shell.environment().put("BASE", base.substring(0, base.length() - 1));
    Process process = shell.redirectErrorStream(true).start();
    process.getOutputStream().close();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, process.waitFor(), output);
    String uid = output.replaceAll("(?s).*?\"measurement_uid\":\"([^\"]+)\".*", "$1");
    assertTrue(uid.matches("[0-9.]+_IT_telegram_[0-9a-f]{16}"), output);
    String row = output.substring(output.indexOf("\"results\":["));
    assertTrue(row.contains(uid) && row.contains("\"anomaly\":true"), output);
  }
}
