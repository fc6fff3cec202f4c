// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.deploy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * Who asks the management interface. Only from the environment, so that no list of processes and no
 * shell history has the password.
 */
record Credentials(String user, String password) {

  static final String USER = "DEPLOY_USER";
  static final String PASSWORD = "DEPLOY_PASSWORD";
  static final String PASSWORD_FILE = "DEPLOY_PASSWORD_FILE";

  static Credentials of(Map<String, String> environment) {
    String user = environment.getOrDefault(USER, "");
    String password = password(environment);
    if (user.isBlank() || password.isBlank()) {
      throw new DeployFailure(
          "give a management user of the servers in %s and %s, or a file in %s"
              .formatted(USER, PASSWORD, PASSWORD_FILE));
    }
    return new Credentials(user, password);
  }

  private static String password(Map<String, String> environment) {
    String file = environment.getOrDefault(PASSWORD_FILE, "");
    if (file.isBlank()) {
      return environment.getOrDefault(PASSWORD, "");
    }
    try {
      return Files.readString(Path.of(file)).strip();
    } catch (IOException e) {
      throw new DeployFailure(PASSWORD_FILE + ": cannot read " + file, e);
    }
  }

  @Override
  public String toString() {
    return user;
  }
}
