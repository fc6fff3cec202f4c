// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.legacypages;

import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriBuilder;
import java.net.URI;
import java.time.DateTimeException;
import java.time.LocalDate;
import org.ooni.backend.problem.BadRequest;

/** Redirections to the search of an Explorer, for good (301). */
record ExplorerSearch(URI explorer) {

  private static final int LAST_YEAR = 9999;

  Response all() {
    return moved(search());
  }

  Response with(String name, String value) {
    return moved(search().queryParam(name, value));
  }

  Response ofDay(String text) {
    LocalDate day = day(text);
    return moved(search().queryParam("until", day.plusDays(1)).queryParam("since", day));
  }

  private static LocalDate day(String text) {
    try {
      LocalDate day = LocalDate.parse(text);
      if (day.getYear() > 0 && day.getYear() < LAST_YEAR) {
        return day;
      }
      throw noDay();
    } catch (DateTimeException e) {
      throw noDay();
    }
  }

  private static BadRequest noDay() {
    return new BadRequest("a day is written as in /files/by_date/2026-01-31");
  }

  private UriBuilder search() {
    return UriBuilder.fromUri(explorer).path("search");
  }

  private static Response moved(UriBuilder target) {
    return Response.status(Response.Status.MOVED_PERMANENTLY).location(target.build()).build();
  }
}
