// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.measurements;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Where a page lies in its list (measurement API 3.1). How many rows there are is known on the last
 * page only; before it, count and pages are -1 and there is a next page.
 *
 * @param rows on this page
 * @param queryTime how long the database took
 */
record ListPage(int limit, long offset, int rows, Duration queryTime) {

  private static final ObjectMapper JSON = new ObjectMapper();

  /** Whether a next page is offered. A full last page offers an empty one. */
  boolean hasNext() {
    return limit > 0 && rows >= limit;
  }

  /** The member {@code metadata} of the answer. */
  String metadata(Optional<String> nextUrl) {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("count", hasNext() ? -1 : offset + rows);
    members.put("current_page", limit == 0 ? 1 : ceilingOfDivision(offset) + 1);
    members.put("limit", limit);
    members.put("next_url", nextUrl.orElse(null));
    members.put("offset", offset);
    members.put("pages", hasNext() ? -1 : pages());
    members.put("query_time", queryTime.toNanos() / 1e9);
    try {
      return JSON.writeValueAsString(members);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("metadata is made of texts and numbers only", e);
    }
  }

  private long pages() {
    return limit == 0 ? 0 : ceilingOfDivision(offset + rows);
  }

  private long ceilingOfDivision(long number) {
    return (number + limit - 1) / limit;
  }
}
