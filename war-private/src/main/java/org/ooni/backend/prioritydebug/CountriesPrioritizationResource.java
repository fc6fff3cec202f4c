// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.prioritydebug;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.ooni.backend.problem.BadRequest;
import org.ooni.backend.problem.Unprocessable;

/** All test lists with their priorities and what came of them in a week (probe services 5.6). */
@Path("/show_countries_prioritization")
@Produces(MediaType.APPLICATION_JSON)
@RequestScoped
public class CountriesPrioritizationResource {

  private static final String HEADER =
      "anomaly_perc,category_code,cc,domain,msmt_cnt,priority,url\n";

  @Inject CountryOverview overview;

  /** A line of a test list, with the measurements of the last seven days in its country. */
  public record Line(
      int anomaly_perc,
      String category_code,
      String cc,
      String domain,
      long msmt_cnt,
      long priority,
      String url) {

    String csv() {
      return "%d,%s,%s,%s,%d,%d,%s\n"
          .formatted(
              anomaly_perc,
              quoted(category_code),
              quoted(cc),
              quoted(domain),
              msmt_cnt,
              priority,
              quoted(url));
    }

    private static String quoted(String text) {
      return text.matches("[^,\"\r\n]*") ? text : '"' + text.replace("\"", "\"\"") + '"';
    }
  }

  /** Answers 200 as JSON or, with {@code format=CSV}, as CSV. */
  @GET
  public Response show(@QueryParam("format") String format) {
    String form = Optional.ofNullable(format).orElse("JSON").toUpperCase(Locale.ROOT);
    if (!form.equals("JSON") && !form.equals("CSV")) {
      throw new Unprocessable("format", "must be JSON or CSV");
    }
    List<Line> lines = overview.lines();
    if (lines.isEmpty()) {
      throw new BadRequest("no data");
    }
    Response.ResponseBuilder answer =
        form.equals("JSON")
            ? Response.ok(lines)
            : Response.ok(
                lines.stream().map(Line::csv).collect(Collectors.joining("", HEADER, "")),
                new MediaType("text", "csv", "utf-8"));
    return answer.header(HttpHeaders.CACHE_CONTROL, "max-age=1").build();
  }
}
