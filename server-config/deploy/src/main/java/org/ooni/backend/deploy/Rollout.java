// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.deploy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A release on its way to the servers of a stage. */
final class Rollout {

  /** What does not run and is kept beside what was there before: for a look, or one step more. */
  private static final int KEPT = 1;

  private final List<Server> servers;
  private final Release release;
  private final Instant now;
  private final Map<Server, Deployed> stored = new LinkedHashMap<>();
  private final Map<Server, Deployed> changedFrom = new LinkedHashMap<>();

  Rollout(List<Server> servers, Release release, Instant now) {
    this.servers = servers;
    this.release = release;
    this.now = now;
  }

  /** First stored everywhere, then run on one server after the other, then old ones forgotten. */
  List<Change.Step> steps() {
    List<Change.Step> steps = new ArrayList<>();
    for (Server server : servers) {
      steps.add(
          new Change.Step(
              "%s: store %s (%d MB)"
                  .formatted(server.node(), release.file().getFileName(), release.megabytes()),
              () -> stored.put(server, server.store(release, now))));
    }
    for (Server server : servers) {
      String before = server.current().map(Deployed::version).orElse("nothing");
      steps.add(
          new Change.Step(
              "%s: finish requests, run %s in place of %s, wait until it is healthy"
                  .formatted(server.node(), release.version(), before),
              () -> run(server)));
    }
    for (Server server : servers) {
      for (Deployed old : superfluous(server)) {
        steps.add(
            new Change.Step(
                "%s: forget %s".formatted(server.node(), old.version()), () -> server.remove(old)));
      }
    }
    return steps;
  }

  /** What ran before runs again everywhere, and the release is forgotten. */
  void takeBack() {
    changedFrom.forEach(Server::run);
    stored.forEach(Server::removeUnlessRunning);
  }

  private void run(Server server) {
    Deployed wanted = stored.get(server);
    var before = server.current();
    server.run(wanted);
    before.ifPresent(version -> changedFrom.put(server, version));
  }

  private static List<Deployed> superfluous(Server server) {
    List<Deployed> idle =
        server.versions().stream()
            .filter(version -> !version.enabled())
            .sorted(Comparator.reverseOrder())
            .toList();
    return idle.subList(Math.min(KEPT, idle.size()), idle.size());
  }
}
