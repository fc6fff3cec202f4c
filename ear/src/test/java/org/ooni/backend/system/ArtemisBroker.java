// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.system;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * An Artemis broker outside the servers: a process of its own, made of the modules that a server
 * has, so that both are of one version.
 */
public final class ArtemisBroker implements AutoCloseable {

  private static final String CONFIGURATION =
      """
      <configuration xmlns="urn:activemq">
        <core xmlns="urn:activemq:core">
          <persistence-enabled>false</persistence-enabled>
          <security-enabled>false</security-enabled>
          <acceptors>
            <acceptor name="artemis">tcp://127.0.0.1:%d?protocols=CORE</acceptor>
          </acceptors>
          <addresses>
            <address name="measurements">
              <anycast><queue name="measurements"/></anycast>
            </address>
          </addresses>
        </core>
      </configuration>
      """;

  private final int port = Program.freePort();
  private final Process process;

  /** Starts it; does not wait. */
  ArtemisBroker(Path wildfly, Path directory) throws IOException {
    Path configuration = directory.resolve("broker.xml");
    Files.writeString(configuration, CONFIGURATION.formatted(port));
    ProcessBuilder builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx256m",
            "-jar",
            wildfly.resolve("jboss-modules.jar").toString(),
            "-mp",
            wildfly.resolve("modules").toString(),
            "-cp",
            Path.of(System.getProperty("basedir"), "target", "test-classes").toString(),
            "-dep",
            "org.apache.activemq.artemis",
            ArtemisBroker.class.getName(),
            configuration.toUri().toString());
    builder.directory(directory.toFile());
    Path log = directory.resolve("broker.log");
    process = builder.redirectErrorStream(true).redirectOutput(log.toFile()).start();
  }

  /** Where it listens, on the loopback interface. */
  int port() {
    return port;
  }

  boolean listens() {
    if (!process.isAlive()) {
      throw new IllegalStateException("the broker has ended");
    }
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return socket.isConnected();
    } catch (IOException e) {
      return false;
    }
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }

  /** The broker's process: its classes are those of the server and not on the tests' class path. */
  public static void main(String[] arguments) throws ReflectiveOperationException {
    Class<?> type =
        Class.forName("org.apache.activemq.artemis.core.server.embedded.EmbeddedActiveMQ");
    Object broker = type.getConstructor().newInstance();
    type.getMethod("setConfigResourcePath", String.class).invoke(broker, arguments[0]);
    type.getMethod("start").invoke(broker);
  }
}
