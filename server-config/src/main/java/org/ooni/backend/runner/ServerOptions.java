// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.runner;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What the server's own start script tells the Java machine. */
final class ServerOptions {

  /** Parts of the JDK the server reaches into, and its few system properties. */
  static final List<String> OPENED =
      Stream.of(
              exported("java.desktop/sun.awt"),
              exported("java.naming/com.sun.jndi.ldap"),
              exported("java.naming/com.sun.jndi.url.ldap"),
              exported("java.naming/com.sun.jndi.url.ldaps"),
              exported("jdk.naming.dns/com.sun.jndi.dns"),
              opened("java.base/java.lang"),
              opened("java.base/java.lang.invoke"),
              opened("java.base/java.lang.reflect"),
              opened("java.base/java.io"),
              opened("java.base/java.net"),
              opened("java.base/java.security"),
              opened("java.base/java.util"),
              opened("java.base/java.util.concurrent"),
              opened("java.management/javax.management"),
              opened("java.naming/javax.naming"),
              "-Djava.net.preferIPv4Stack=true",
              "-Djava.awt.headless=true")
          .toList();

  /**
   * The Java machine itself speaks on standard error, so that standard output has the log alone.
   */
  static final List<String> QUIET =
      List.of("-Xlog:disable", "-Xlog:all=warning:stderr", "-XX:+DisplayVMOutputToStderr");

  /** What was begun when SIGTERM comes may take so many seconds. */
  static final List<String> GRACEFUL = List.of("-Dorg.wildfly.sigterm.suspend.timeout=20");

  private ServerOptions() {}

  /** What the server finds in its environment, beside the environment of this process. */
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

  private static String exported(String packageOfModule) {
    return "--add-exports=" + packageOfModule + "=ALL-UNNAMED";
  }

  private static String opened(String packageOfModule) {
    return "--add-opens=" + packageOfModule + "=ALL-UNNAMED";
  }
}
