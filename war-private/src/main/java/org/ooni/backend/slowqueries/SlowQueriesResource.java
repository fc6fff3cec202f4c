// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.slowqueries;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.ooni.backend.answer.JsonAnswer;
import org.ooni.backend.session.Sessions;
import org.ooni.backend.statements.StatementReader;
import org.ooni.backend.statements.StatementStatistics;
import org.ooni.backend.statements.StatementStatistics.Absent;
import org.ooni.backend.statements.StatementStatistics.CountedStatement;
import org.ooni.backend.statements.StatementStatistics.Kept;

/** {@code GET /api/_/slow_queries}: the statements that took the most time together. */
@Path("/slow_queries")
@Produces(MediaType.APPLICATION_JSON)
@RequestScoped
public class SlowQueriesResource {

  private static final int MOST = 30;

  @Inject StatementReader reader;
  @Inject Sessions sessions;
  @Context HttpHeaders headers;

  /** The answer when the database counts. */
  public record Summary(
      boolean available,
      long statements_known,
      long calls,
      double milliseconds,
      List<CountedStatement> heaviest) {}

  /** The answer when it does not. */
  public record Missing(boolean available, String reason) {}

  /** Answers admins 200. */
  @GET
  public Response summary() {
    sessions.requireAdmin(headers);
    return JsonAnswer.uncached(answer(reader.read(MOST)));
  }

  private static Object answer(StatementStatistics statistics) {
    if (statistics instanceof Kept kept) {
      return new Summary(true, kept.known(), kept.calls(), kept.milliseconds(), kept.heaviest());
    }
    return new Missing(false, ((Absent) statistics).reason().remedy());
  }
}
