// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.archiverequests;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.sql.SQLException;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import javax.sql.DataSource;
import org.jboss.logging.Logger;
import org.ooni.backend.answer.JsonAnswer;
import org.ooni.backend.database.ReadDatabase;
import org.ooni.backend.problem.Unprocessable;
import org.ooni.backend.repair.Missing;
import org.ooni.backend.repair.Repair;
import org.ooni.backend.repair.RepairRange;
import org.ooni.backend.session.Session;
import org.ooni.backend.session.Sessions;

/**
 * {@code POST /api/_/archive/repair}: an admin asks what is missing and, with {@code
 * dry_run=false}, has it done again. The command {@code fastpath repair} does the same.
 */
@Path("/archive/repair")
@Produces(MediaType.APPLICATION_JSON)
@RequestScoped
public class ArchiveRepairResource {

  private static final Logger LOG = Logger.getLogger(ArchiveRepairResource.class);
  private static final int LISTED = 1000;
  private static final long LONGEST_DAYS = 31;

  @Resource(lookup = "java:jboss/datasources/OoniWrite")
  DataSource database;

  @Inject Sessions sessions;
  @Inject Clock clock;
  @Context HttpHeaders headers;

  /** A step that was not taken. */
  public record Item(String step, String what, String why) {}

  /** The answer: all are counted, the first thousand are listed. */
  public record Answer(boolean dry_run, Map<String, Long> counts, List<Item> missing) {}

  /** Answers 200 with what is missing in these days, the last included; without them today's. */
  @POST
  public Response repair(
      @QueryParam("first_day") String firstDay,
      @QueryParam("last_day") String lastDay,
      @QueryParam("dry_run") @DefaultValue("true") String dryRun) {
    Session admin = sessions.requireAdmin(headers);
    boolean dry = isDry(dryRun);
    List<Item> missing = new ArrayList<>();
    Map<Missing.Step, Long> counts = run(range(firstDay, lastDay), dry, admin, missing);
    LOG.infof("repair asked for account=%s dry_run=%b %s", admin.account(), dry, counts);
    Map<String, Long> byLabel = new TreeMap<>();
    counts.forEach((step, count) -> byLabel.put(step.label(), count));
    return JsonAnswer.uncached(new Answer(dry, byLabel, missing));
  }

  private Map<Missing.Step, Long> run(
      RepairRange range, boolean dry, Session admin, List<Item> missing) {
    Repair repair = new Repair(database);
    try {
      return dry
          ? repair.look(range, found -> list(found, missing))
          : repair.mark(range, admin.account().toString(), found -> list(found, missing));
    } catch (SQLException e) {
      throw ReadDatabase.meaningOf(e);
    }
  }

  private static void list(Missing found, List<Item> missing) {
    if (missing.size() < LISTED) {
      missing.add(new Item(found.step().label(), found.what(), found.why()));
    }
  }

  private RepairRange range(String firstDay, String lastDay) {
    LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    LocalDate last = day("last_day", lastDay).orElse(today);
    LocalDate first = day("first_day", firstDay).orElse(last);
    if (first.isAfter(last) || ChronoUnit.DAYS.between(first, last) >= LONGEST_DAYS) {
      throw new Unprocessable("first_day", "must be at most 30 days before last_day");
    }
    return RepairRange.ofDays(first, last);
  }

  private static Optional<LocalDate> day(String name, String text) {
    try {
      return Optional.ofNullable(text).map(LocalDate::parse);
    } catch (DateTimeException e) {
      throw new Unprocessable(name, "must be a date such as 2026-03-04");
    }
  }

  private static boolean isDry(String text) {
    return switch (text) {
      case "true" -> true;
      case "false" -> false;
      default -> throw new Unprocessable("dry_run", "must be true or false");
    };
  }
}
