// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.pages;

import com.fasterxml.jackson.core.JsonProcessingException;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.ooni.backend.accept.AcceptLog;
import org.ooni.backend.accept.AcceptLogUnavailable;
import org.ooni.backend.accept.Backlog;
import org.ooni.backend.database.ReadDatabase;
import org.ooni.backend.dockerflow.HeartbeatResource;
import org.ooni.backend.problem.Problem;

/**
 * How the server is, for people: the checks of the heartbeat, what waits, what ran last. It names
 * no host, node, user or statement.
 */
@Path("/status")
@ApplicationScoped
public class StatusResource {

  private static final Logger LOG = Logger.getLogger(StatusResource.class);
  private static final Duration AGE = Duration.ofSeconds(10);
  private static final String NOT_KNOWN =
      "<p><strong>The database does not answer now</strong>: what ran last is not known.</p>";

  @Inject HeartbeatResource heartbeat;
  @Inject ReadDatabase database;
  @Inject AcceptLog acceptLog;
  @Inject Layout layout;
  @Inject Clock clock;

  private final Template status = Template.read("status.html");
  private final Template ofDatabase = Template.read("status-database.html");
  private Remembered<Page> remembered;

  private record Page(Components components, List<StatusNumbers.Waiting> waiting, String numbers) {}

  @PostConstruct
  void prepare() {
    remembered = new Remembered<>(clock, AGE, this::look);
  }

  /** Answers 200, however the server is. */
  @GET
  public Response status() {
    Remembered.Seen<Page> seen = remembered.current();
    Page page =
        seen.value()
            .orElseGet(() -> new Page(new Components("unknown", List.of()), List.of(), NOT_KNOWN));
    Instant when = seen.value().isPresent() ? seen.when() : clock.instant();
    String main =
        status.with(
            Map.of(
                "overall", page.components().overall(),
                "time", when.toString(),
                "clock", PageTime.minute(when),
                "components", page.components().rows(),
                "backlog", StatusTables.waiting(page.waiting()),
                "database", page.numbers()));
    return layout.page("Status of the OONI backend", "/status", main, "no-cache");
  }

  private Page look() {
    Components components = Components.of(beat());
    List<StatusNumbers.Waiting> waiting = new ArrayList<>(List.of(inTheLog()));
    Optional<StatusNumbers> numbers = numbers();
    numbers.ifPresent(found -> waiting.addAll(found.waiting()));
    return new Page(components, waiting, numbers.map(this::html).orElse(NOT_KNOWN));
  }

  /** Nothing when the database does not answer; the checks say what it is. */
  private Optional<StatusNumbers> numbers() {
    try {
      return Optional.of(database.with(StatusNumbers::read));
    } catch (Problem e) {
      return Optional.empty();
    } catch (IllegalStateException e) {
      LOG.warn("the database is not what the status page expects", e);
      return Optional.empty();
    }
  }

  private String beat() {
    try {
      return heartbeat.heartbeat().getEntity().toString();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while checks run", e);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("the heartbeat has no JSON", e);
    }
  }

  private StatusNumbers.Waiting inTheLog() {
    String what = "measurements for the database, on this node";
    try {
      Backlog backlog = acceptLog.backlog();
      return new StatusNumbers.Waiting(
          what, backlog.entries(), backlog.oldest().map(PageTime::minute));
    } catch (AcceptLogUnavailable e) {
      return new StatusNumbers.Waiting(what, 0, Optional.of("the accept log cannot be used"));
    }
  }

  private String html(StatusNumbers numbers) {
    return ofDatabase.with(
        Map.of(
            "unsettled", StatusTables.unsettled(numbers.hours()),
            "hours", StatusTables.hours(numbers.hours()),
            "timers", StatusTables.timers(numbers.timers())));
  }
}
