// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.system;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
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

  /** How long tests wait for what must come, on a machine that may be busy: no claim of speed. */
  static final Duration PATIENCE = Duration.ofMinutes(3);

  /** Tests start servers more often than they keep one busy. */
  static final String QUICK_START = "-XX:TieredStopAtLevel=1";

  private static final String KEY = "platform";

  private record Running(LocalPlatform platform) implements AutoCloseable {
    @Override
    public void close() {
      platform.close();
    }
  }

  private static final class Holder {
    static final Mailbox MAILBOX = Mailbox.open();
    static final LocalPlatform PLATFORM =
        LocalPlatform.start(
            PlatformOptions.of(
                    Path.of(System.getProperty("run.dir")), Path.of(System.getProperty("ear.file")))
                .withEnvironment(environment())
                .withJavaOptions(List.of(QUICK_START)));

    private static Map<String, String> environment() {
      Map<String, String> environment = new HashMap<>(MAILBOX.environment());
      // tests cannot wait for an hour to pass
      environment.put("ARCHIVE_MINIMUM_AGE", "PT0S");
      // what it says on standard output is looked at, and what becomes of failures
      environment.put("CONSOLE_LOG_LEVEL", "INFO");
      environment.put("ERROR_ENDPOINT", "true");
      environment.put("ADMIN_EMAILS", Tokens.ADMIN);
      return environment;
    }
  }

  @Override
  public void beforeAll(ExtensionContext context) {
    context
        .getRoot()
        .getStore(Namespace.create(DeployedSystem.class))
        .getOrComputeIfAbsent(KEY, key -> new Running(platform()));
  }

  /** Where its mail goes. */
  static Mailbox mailbox() {
    return Holder.MAILBOX;
  }

  /** The running platform. */
  static LocalPlatform platform() {
    return Holder.PLATFORM;
  }
}
