// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.runner;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * {@code mvn -Prun}: starts the platform in the foreground and stops it on Ctrl-C or SIGTERM. Reads
 * the system properties {@code run.dir}, {@code http.port}, {@code management.port}, {@code
 * postgres.port}, {@code s3.port}, {@code seed} and {@code server.java.options}.
 */
public final class Run {

  private final Progress progress;
  private final AtomicBoolean stopping = new AtomicBoolean();

  private Run(PrintStream out) {
    this.progress = new Progress(out, System.console() != null);
  }

  /** Does not return: the process ends when it is told to, or with 1 after a failure. */
  public static void main(String[] arguments) {
    System.exit(new Run(System.out).foreground());
  }

  private int foreground() {
    try (LocalPlatform platform = new LocalPlatform(options(), progress)) {
      Thread hook = new Thread(() -> stop(platform), "stop");
      Runtime.getRuntime().addShutdownHook(hook);
      platform.open();
      progress.plain("ready " + platform.baseUri());
      String ended = platform.unexpectedEnd().get();
      progress.line("ended unexpectedly: " + ended + "; stopping the rest");
      return 1;
    } catch (RunFailure e) {
      return failed(e.getMessage());
    } catch (ExecutionException e) {
      return failed(e.getCause().toString());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return failed("interrupted");
    }
  }

  private int failed(String message) {
    if (!stopping.get()) {
      progress.plain("ERROR: " + message.replace('\n', ' '));
    }
    return 1;
  }

  private void stop(LocalPlatform platform) {
    stopping.set(true);
    if (platform.started()) {
      progress.line("stopping");
      platform.close();
      progress.line("stopped");
    }
  }

  private static PlatformOptions options() {
    Path checkout = Layout.findCheckout();
    Path runDirectory = checkout.resolve(System.getProperty("run.dir", "target/run"));
    Path ear = checkout.resolve(System.getProperty("ear.file", "ear/target/ooni-backend.ear"));
    Path zip = checkout.resolve(System.getProperty("wildfly.zip", "wildfly.zip"));
    Ports usual = Ports.usual();
    Ports ports =
        new Ports(
            port("http.port", usual.http()),
            port("management.port", usual.management()),
            port("postgres.port", usual.postgres()),
            port("s3.port", usual.objectStore()));
    String seed = System.getProperty("seed", "");
    Seed rows = seed.isEmpty() ? Seed.demo() : Seed.of(checkout.resolve(seed));
    return new PlatformOptions(
        runDirectory,
        ear,
        zip,
        ports,
        Map.of(),
        words("server.java.options"),
        words("postgres.settings"),
        Optional.of(rows));
  }

  private static List<String> words(String property) {
    String text = System.getProperty(property, "");
    return text.isBlank() ? List.of() : List.of(text.strip().split("\\s+"));
  }

  private static int port(String name, int usual) {
    String text = System.getProperty(name, Integer.toString(usual));
    try {
      int port = Integer.parseInt(text);
      if (port > 0 && port < 65536) {
        return port;
      }
    } catch (NumberFormatException e) {
      throw new RunFailure(
          "-D%s=%s is no port: give a number from 1 to 65535.".formatted(name, text), e);
    }
    throw new RunFailure(
        "-D%s=%s is no port: give a number from 1 to 65535.".formatted(name, text));
  }
}
