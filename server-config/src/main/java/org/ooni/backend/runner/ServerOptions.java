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
    environment.putIfAbsent("CONSOLE_LOG_LEVEL", "OFF");
    environment.putAll(options.ports().environment());
    environment.putAll(postgres.environment());
    environment.putAll(objectStore.environment());
    environment.putAll(secrets.environment());
    return environment;
  }

  private static String exported(String packageOfModule) {
    return "--add-exports=" + packageOfModule + "=ALL-UNNAMED";
  }

  private static String opened(String packageOfModule) {
    return "--add-opens=" + packageOfModule + "=ALL-UNNAMED";
  }
}
