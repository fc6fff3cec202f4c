// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.runner;

import java.util.HashMap;
import java.util.Map;

/** What the server finds in its environment. */
final class ServerOptions {

  private ServerOptions() {}

  /** Beside the environment of this process. */
  static Map<String, String> environment(
      PlatformOptions options,
      Layout layout,
      Postgres postgres,
      ObjectStore objectStore,
      Secrets secrets) {
    Map<String, String> environment = new HashMap<>(options.environment());
    environment.putIfAbsent("ACCEPT_LOG_DIRECTORY", layout.acceptLog().toString());
    if (System.getenv("GEOIP_DIRECTORY") == null) {
      environment.putIfAbsent("GEOIP_DIRECTORY", layout.addressFiles().toString());
    }
    environment.putIfAbsent("CONSOLE_LOG_LEVEL", "OFF");
    unlessGiven(environment, "PROBE_CONFIG_DIRECTORY", layout.probeConfiguration().toString());
    // a tool on this machine may say from where it asks, as a proxy would
    unlessGiven(environment, "TRUSTED_PROXIES", "127.0.0.1/32");
    if (options.seed().flatMap(Seed::file).isPresent()) {
      // what a seed is asked for can be compared with an expectation only if its order is fixed
      unlessGiven(environment, "TEST_LIST_TIE_BREAK", "url");
    }
    unlessGiven(environment, "BASE_URL", "http://127.0.0.1:" + options.ports().http());
    environment.putAll(options.ports().environment());
    environment.putAll(postgres.environment());
    environment.putAll(objectStore.environment());
    environment.putAll(secrets.environment());
    return environment;
  }

  /** This process' own environment reaches the server by itself. */
  private static void unlessGiven(Map<String, String> environment, String name, String value) {
    if (!System.getenv().containsKey(name)) {
      environment.putIfAbsent(name, value);
    }
  }
}
