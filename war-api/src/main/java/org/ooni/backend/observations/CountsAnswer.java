// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.observations;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.ooni.backend.problem.BadRequest;
import org.ooni.backend.queries.Conditions;
import org.ooni.backend.queries.JsonRows;
import org.ooni.backend.queries.Spill;

/** Answers rows that are not paged, up to a number of them. */
@ApplicationScoped
class CountsAnswer {

  /** Groups that an answer may have. */
  static final int MOST_GROUPS = 100_000;

  private static final int BYTES_IN_MEMORY = 1 << 20;

  @Inject Rows rows;

  /**
   * 200 with results.
   *
   * @param asked asks for one group more than there may be, at most
   * @param nulls what becomes of columns that are null
   * @throws BadRequest when there are too many
   */
  Response of(Conditions.Statement asked, JsonRows.Nulls nulls) throws IOException {
    Spill results =
        Spill.filledBy(
            out ->
                requireFew(
                    rows.write(
                        asked, out, (found, json) -> new JsonRows(json, nulls).writeAll(found))),
            BYTES_IN_MEMORY);
    StreamingOutput body =
        out -> {
          out.write("{\"results\":".getBytes(StandardCharsets.UTF_8));
          results.drainTo(out);
          out.write('}');
        };
    return Response.ok(body).build();
  }

  /** Checks a number of groups. */
  static void requireFew(int groups) {
    if (groups > MOST_GROUPS) {
      throw new BadRequest(
          "The answer has more than %d rows. Narrow it by since and until, or by a filter"
              .formatted(MOST_GROUPS));
    }
  }
}
