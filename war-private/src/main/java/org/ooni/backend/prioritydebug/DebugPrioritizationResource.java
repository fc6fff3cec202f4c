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
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.ooni.backend.place.CountryCode;
import org.ooni.backend.place.ProbeAsn;
import org.ooni.backend.prioritisation.PriorityRule;
import org.ooni.backend.prioritisation.RankedUrl;
import org.ooni.backend.prioritisation.TestList;
import org.ooni.backend.prioritisation.TestListEntry;
import org.ooni.backend.prioritisation.TestLists;
import org.ooni.backend.problem.Unprocessable;

/** What a probe would be given, and out of what that was made (probe services 5.6). */
@Path("/debug_prioritization")
@Produces(MediaType.APPLICATION_JSON)
@RequestScoped
public class DebugPrioritizationResource {

  private static final int MOST = 9999;

  @Inject TestLists testLists;

  /** A URL in its place. */
  public record Item(
      String category_code,
      String cc,
      String country_code,
      String domain,
      long msmt_cnt,
      long priority,
      String url,
      double weight) {

    static Item of(RankedUrl ranked) {
      TestListEntry entry = ranked.entry();
      return new Item(
          entry.category(),
          entry.country().code(),
          entry.countryCode(),
          entry.domain(),
          ranked.measurements(),
          ranked.priority(),
          entry.url(),
          ranked.weight());
    }
  }

  /** A line of a test list. */
  public record Entry(String category_code, String cc, String domain, String url) {

    static Entry of(TestListEntry entry) {
      return new Entry(entry.category(), entry.country().code(), entry.domain(), entry.url());
    }
  }

  /** A rule that holds in the country. */
  public record Rule(String category_code, String cc, String domain, int priority, String url) {

    static Rule of(PriorityRule rule) {
      return new Rule(rule.category(), rule.cc(), rule.domain(), rule.priority(), rule.url());
    }
  }

  /** What is given, and all that is looked at. */
  public record Answer(List<Item> test_items, List<Entry> entries, List<Rule> prio_rules) {}

  /** Answers 200; without a filter all categories, without a limit 100 URLs. */
  @GET
  public Response explain(
      @QueryParam("probe_cc") String probeCc,
      @QueryParam("probe_asn") String probeAsn,
      @QueryParam("category_codes") String categoryCodes,
      @QueryParam("limit") String limit) {
    CountryCode country = country(text(probeCc).orElse("ZZ"));
    List<RankedUrl> best =
        testLists.best(
            country,
            asn(text(probeAsn).orElse("0")),
            categories(text(categoryCodes).orElse("")),
            limit(text(limit).orElse("100")));
    TestList list = testLists.current();
    Answer answer =
        new Answer(
            best.stream().map(Item::of).toList(),
            list.entriesOf(country).stream().map(Entry::of).toList(),
            list.rulesOf(country).stream().map(Rule::of).toList());
    return Response.ok(answer).header(HttpHeaders.CACHE_CONTROL, "no-cache").build();
  }

  private static Optional<String> text(String value) {
    return Optional.ofNullable(value).filter(text -> !text.isBlank());
  }

  private static CountryCode country(String text) {
    String code = text.toUpperCase(Locale.ROOT);
    if (text.length() != 2 || !CountryCode.isCode(code)) {
      throw new Unprocessable("probe_cc", "must be two letters");
    }
    return new CountryCode(code);
  }

  private static ProbeAsn asn(String text) {
    try {
      return ProbeAsn.ofDigits(text.replaceFirst("^(?i:AS)", ""));
    } catch (IllegalArgumentException e) {
      throw new Unprocessable("probe_asn", "must be a number, with or without AS");
    }
  }

  private static Set<String> categories(String text) {
    return Arrays.stream(text.split(","))
        .map(code -> code.strip().toUpperCase(Locale.ROOT))
        .filter(code -> !code.isEmpty())
        .collect(Collectors.toSet());
  }

  private static int limit(String text) {
    int limit = text.matches("[0-9]{1,4}") ? Integer.parseInt(text) : 0;
    if (limit < 1) {
      throw new Unprocessable("limit", "must be a whole number from 1 to " + MOST);
    }
    return limit;
  }
}
