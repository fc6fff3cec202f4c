// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A node, as it is changed. */
final class Server {

  private static final int DRAIN_SECONDS = 20;
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final Duration STEP = Duration.ofMillis(500);

  private final Node node;
  private final Management management;
  private final Application application;

  Server(Node node, Credentials credentials) {
    this.node = node;
    this.management = new Management(node.management(), credentials);
    this.application = new Application(node.url());
  }

  Node node() {
    return node;
  }

  Application application() {
    return application;
  }

  /** All versions that it keeps, in the order in which they came. */
  List<Deployed> versions() {
    JsonNode deployments =
        management.execute("read-children-resources", Map.of("child-type", "deployment"));
    List<Deployed> versions = new ArrayList<>();
    for (Map.Entry<String, JsonNode> entry : deployments.properties()) {
      if (entry.getValue().path("runtime-name").asText().equals(Deployed.RUNTIME_NAME)) {
        versions.add(new Deployed(entry.getKey(), entry.getValue().path("enabled").asBoolean()));
      }
    }
    versions.sort(Comparator.naturalOrder());
    return versions;
  }

  /** The version that runs. */
  Optional<Deployed> current() {
    return versions().stream().filter(Deployed::enabled).findFirst();
  }

  /** What was there before the version that runs. */
  Optional<Deployed> previous() {
    Optional<Deployed> current = current();
    return versions().stream()
        .filter(version -> current.isEmpty() || version.compareTo(current.get()) < 0)
        .max(Comparator.naturalOrder());
  }

  /** Stores a release beside what runs; tells its name. */
  Deployed store(Release release, Instant now) {
    String name = Deployed.name(release.version(), now);
    JsonNode content = management.upload(release.file());
    management.execute(
        "composite",
        Map.of(
            "steps",
            List.of(
                Map.of(
                    "operation",
                    "add",
                    "address",
                    List.of(Map.of("deployment", name)),
                    "runtime-name",
                    Deployed.RUNTIME_NAME,
                    "enabled",
                    false,
                    "content",
                    List.of(Map.of("hash", content))))));
    return new Deployed(name, false);
  }

  /**
   * Runs another version: takes no new requests, lets those in work end, changes the application
   * and takes requests again. When the other one does not start, the one before runs again.
   */
  void run(Deployed wanted) {
    Optional<Deployed> current = current();
    Set<String> failingBefore = current.isEmpty() ? Set.of() : application.failing();
    switchTo(wanted, current);
    try {
      awaitHealth(wanted, failingBefore);
    } catch (DeployFailure e) {
      current.ifPresent(before -> switchTo(before, Optional.of(wanted)));
      throw e;
    }
  }

  /** Forgets a version, unless it is what runs: there may have been nothing before it. */
  void removeUnlessRunning(Deployed version) {
    if (current().map(Deployed::name).filter(version.name()::equals).isEmpty()) {
      remove(version);
    }
  }

  /** Forgets a version that does not run. */
  void remove(Deployed version) {
    management.execute(
        "composite",
        Map.of(
            "steps",
            List.of(
                Map.of(
                    "operation",
                    "remove",
                    "address",
                    List.of(Map.of("deployment", version.name()))))));
  }

  private void switchTo(Deployed wanted, Optional<Deployed> current) {
    management.execute("suspend", Map.of("suspend-timeout", DRAIN_SECONDS));
    try {
      if (current.isPresent()) {
        management.execute(
            "replace-deployment",
            Map.of("name", wanted.name(), "to-replace", current.get().name()));
      } else {
        management.execute(
            "composite",
            Map.of(
                "steps",
                List.of(
                    Map.of(
                        "operation",
                        "deploy",
                        "address",
                        List.of(Map.of("deployment", wanted.name()))))));
      }
    } finally {
      management.execute("resume", Map.of());
    }
  }

  private void awaitHealth(Deployed wanted, Set<String> failingBefore) {
    long end = System.nanoTime() + PATIENCE.toNanos();
    Set<String> failing = application.failing();
    while (!failingBefore.containsAll(failing)) {
      if (System.nanoTime() - end > 0) {
        throw new DeployFailure(
            "%s does not become healthy with %s: %s"
                .formatted(node, wanted.version(), String.join(", ", failing)));
      }
      pause();
      failing = application.failing();
    }
    String version = application.version();
    boolean ours = !wanted.version().equals(wanted.name());
    if (ours && !version.equals(wanted.version())) {
      throw new DeployFailure(
          "%s says that it runs %s: is its url the one of this server?".formatted(node, version));
    }
  }

  private static void pause() {
    try {
      Thread.sleep(STEP.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new DeployFailure("interrupted", e);
    }
  }
}
