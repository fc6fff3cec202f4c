// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.system;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.ooni.backend.runner.LocalPlatform;
import org.ooni.backend.runner.PlatformOptions;

/**
 * PostgreSQL, an object store and WildFly with the EAR that the build made, started by the first
 * test class that asks for them and stopped after the last.
 */
final class DeployedSystem implements BeforeAllCallback {

  private static final String KEY = "platform";

  private record Running(LocalPlatform platform) implements AutoCloseable {
    @Override
    public void close() {
      platform.close();
    }
  }

  private static final class Holder {
    static final LocalPlatform PLATFORM =
        LocalPlatform.start(
            PlatformOptions.of(
                    Path.of(System.getProperty("run.dir")), Path.of(System.getProperty("ear.file")))
                // tests cannot wait for an hour to pass
                .withEnvironment(Map.of("ARCHIVE_MINIMUM_AGE", "PT0S")));
  }

  @Override
  public void beforeAll(ExtensionContext context) {
    context
        .getRoot()
        .getStore(Namespace.create(DeployedSystem.class))
        .getOrComputeIfAbsent(KEY, key -> new Running(platform()));
  }

  /** The running platform. */
  static LocalPlatform platform() {
    return Holder.PLATFORM;
  }
}
