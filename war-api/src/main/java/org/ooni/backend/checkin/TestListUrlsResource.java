// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.checkin;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.ooni.backend.place.CountryCode;
import org.ooni.backend.place.ProbeAsn;
import org.ooni.backend.prioritisation.CategoryCodes;
import org.ooni.backend.prioritisation.TestLists;
import org.ooni.backend.problem.BadRequest;
import org.ooni.backend.problem.Unprocessable;

/** The URLs for a country, in the order of its probes together (probe services 3.3). */
@Path("/api/v1/test-list/urls")
@Produces(MediaType.APPLICATION_JSON)
@RequestScoped
public class TestListUrlsResource {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int MOST = 9999;
  private static final Set<String> YES = Set.of("true", "1", "yes");

  @Inject TestLists testLists;

  /** Answers 200 with the list; the members about pages are constants. */
  @GET
  public Response urls(@Context UriInfo uri) throws JsonProcessingException {
    MultivaluedMap<String, String> query = uri.getQueryParameters();
    boolean explained = YES.contains(text(query, "debug").orElse("").toLowerCase(Locale.ROOT));
    List<Map<String, Object>> results =
        testLists.best(country(query), ProbeAsn.UNKNOWN, categories(query), limit(query)).stream()
            .map(ranked -> explained ? UrlItem.explained(ranked) : UrlItem.of(ranked))
            .toList();
    Map<String, Object> metadata = new LinkedHashMap<>();
    metadata.put("count", results.size());
    metadata.put("current_page", -1);
    metadata.put("limit", -1);
    metadata.put("next_url", "");
    metadata.put("pages", 1);
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("metadata", metadata);
    answer.put("results", results);
    return Response.ok(JSON.writeValueAsString(answer))
        .header(HttpHeaders.CACHE_CONTROL, "max-age=1")
        .build();
  }

  private static CountryCode country(MultivaluedMap<String, String> query) {
    String name = text(query, "country_code").isPresent() ? "country_code" : "probe_cc";
    String text = text(query, name).orElse("ZZ");
    String code = text.toUpperCase(Locale.ROOT);
    if (text.length() != 2 || !CountryCode.isCode(code)) {
      throw new Unprocessable(name, "must be two letters");
    }
    return new CountryCode(code);
  }

  private static Set<String> categories(MultivaluedMap<String, String> query) {
    return CategoryCodes.ofList(text(query, "category_codes").orElse(""))
        .orElseThrow(
            () -> new Unprocessable("category_codes", "must be words of letters with commas"));
  }

  private static int limit(MultivaluedMap<String, String> query) {
    String text = text(query, "limit").orElse("-1");
    if (!text.matches("-?[0-9]{1,9}")) {
      throw new Unprocessable("limit", "must be a whole number of at most " + MOST);
    }
    int limit = Integer.parseInt(text);
    if (limit > MOST) {
      throw new Unprocessable("limit", "must be a whole number of at most " + MOST);
    }
    if (limit == 0 || limit < -1) {
      throw new BadRequest("limit must be above 0, or -1 for all");
    }
    return limit == -1 ? MOST : limit;
  }

  private static Optional<String> text(MultivaluedMap<String, String> query, String name) {
    return Optional.ofNullable(query.getFirst(name)).filter(value -> !value.isBlank());
  }
}
