// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.system;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.ooni.backend.runner.LocalPlatform;

/** {@code java -jar fastpath.jar}, as an operator runs it beside a platform. */
public final class FastpathProcess {

  private static final String[] SECRETS = {"DATABASE_PASSWORD", "S3_ACCESS_KEY", "S3_SECRET_KEY"};

  private final Map<String, String> environment = new HashMap<>();

  /** With the variables that the server of the platform has. */
  public FastpathProcess(LocalPlatform platform) throws SQLException {
    try (Connection connection = platform.applicationConnection()) {
      environment.put("DATABASE_URL", connection.getMetaData().getURL());
    }
    environment.put("S3_ENDPOINT", platform.objectStoreUri().toString());
    environment.put("S3_BUCKET", platform.bucket());
    for (String secret : SECRETS) {
      environment.put(secret, platform.secret(secret));
    }
  }

  /** With another value of a variable. */
  public FastpathProcess with(String name, String value) {
    environment.put(name, value);
    return this;
  }

  /**
   * How it ended.
   *
   * @param output all it said
   */
  public record Ended(int exitCode, String output) {}

  /** Runs a command to its end. */
  public Ended run(List<String> javaOptions, String... arguments)
      throws IOException, InterruptedException {
    Path jar =
        Path.of(System.getProperty("basedir", "."), "../ejb-fastpath/target/fastpath.jar");
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(javaOptions);
    command.addAll(List.of("-jar", jar.toString()));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().putAll(environment);
    Process process = builder.start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Ended(process.waitFor(), output);
  }
}
