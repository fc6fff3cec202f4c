// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.prioritisation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ooni.backend.place.CountryCode;

class TestListRankingTest {

  private final TestListRanking fixed = new TestListRanking(0.1, TieBreak.URL, Random::new);

  @Test
  void rulesThatTakeMoreThanTheyGiveDropAnEntry() {
    List<PriorityRule> rules = List.of(rule("MISC", "*", 20), rule("MISC", "US", -200));
    PrioritisedEntry entry = prioritised(entry("x.org", "ZZ", "MISC"), rules);
    RankedUrl ranked = fixed.weigh(entry, 38);
    assertEquals(-180, ranked.priority());
    assertEquals(-4.7368421052631575, ranked.weight());
    assertEquals(List.of(), fixed.best(List.of(entry), Map.of(), Set.of(), 10));
  }

  @Test
  void rulesOfADomainAddToThoseOfItsCategory() {
    List<PriorityRule> rules =
        List.of(rule("HUMR", "*", 20), new PriorityRule("*", "IT", "ooni.org", "*", 400));
    RankedUrl ranked = fixed.weigh(prioritised(entry("ooni.org", "IT", "HUMR"), rules), 38);
    assertEquals(420, ranked.priority());
    assertEquals(11.052631578947368, ranked.weight());
  }

  @ParameterizedTest
  @CsvSource({
    "ZZ, NEWS, US, *, *, true",
    "US, NEWS, US, *, *, true",
    "US, NEWS, us, *, *, true",
    "US, NEWS, *, *, *, true",
    "US, NEWS, '', '', '', true",
    "US, NEWS, IE, *, *, false",
    "US, *, US, a.org, https://a.org/, true",
    "US, GAME, US, *, *, false",
    "US, news, US, *, *, false",
    "US, NEWS, US, b.org, *, false",
    "US, NEWS, US, *, https://b.org/, false",
  })
  void aRuleMatchesByEachOfItsFour(
      String list, String category, String cc, String domain, String url, boolean matches) {
    PriorityRule rule = new PriorityRule(category, cc, domain, url, 1);
    assertEquals(matches, rule.matches(entry("a.org", list, "NEWS")));
  }

  @Test
  void theTableOfWorkedExamplesComesOut() {
    Map<String, Long> counts =
        Map.of(
            "https://g.com/",
            1L,
            "https://x.it/",
            10L,
            "https://a.org/",
            50L,
            "https://m.org/",
            38L);
    List<RankedUrl> best =
        fixed.best(
            workedExample().candidatesOf(new CountryCode("IT")).entries(), counts, Set.of(), 9999);
    assertEquals(
        List.of(
            "b.it IT 500 5000.0",
            "t.com XX 100 1000.0",
            "g.com XX 20 20.0",
            "x.it IT 60 6.0",
            "a.org XX 100 2.0"),
        best.stream().map(TestListRankingTest::line).toList());
  }

  @Test
  void theFilterComesBeforeTheLimit() {
    List<PrioritisedEntry> candidates =
        TestListRanking.prioritise(
            List.of(
                entry("a.org", "ZZ", "NEWS"),
                entry("b.org", "ZZ", "GAME"),
                entry("c.org", "ZZ", "GAME")),
            List.of(rule("NEWS", "*", 100), rule("GAME", "*", 20)));
    assertEquals(
        List.of("b.org XX 20 200.0"),
        fixed.best(candidates, Map.of(), Set.of("GAME"), 1).stream()
            .map(TestListRankingTest::line)
            .toList());
    assertEquals(List.of(), fixed.best(candidates, Map.of(), Set.of(), 0));
  }

  @Test
  void anEntryWithoutARuleIsNotGivenOut() {
    PrioritisedEntry entry =
        prioritised(entry("x.org", "ZZ", "NEW"), List.of(rule("NEWS", "*", 1)));
    assertEquals(0, entry.priority());
    assertEquals(List.of(), fixed.best(List.of(entry), Map.of(), Set.of(), 10));
  }

  @Test
  void urlsOfTheSameWeightAreShuffledAndNoOthers() {
    Random random = new Random(1);
    TestListRanking shuffling = new TestListRanking(0.1, TieBreak.RANDOM, () -> random);
    List<TestListEntry> entries =
        IntStream.range(0, 50)
            .mapToObj(i -> entry("n" + i + ".org", "ZZ", i < 10 ? "NEWS" : "GAME"))
            .toList();
    List<PrioritisedEntry> candidates =
        TestListRanking.prioritise(entries, List.of(rule("NEWS", "*", 100), rule("GAME", "*", 20)));
    List<RankedUrl> first = shuffling.best(candidates, Map.of(), Set.of(), 50);
    List<RankedUrl> second = shuffling.best(candidates, Map.of(), Set.of(), 50);
    assertNotEquals(first, second);
    assertEquals(new HashSet<>(first), new HashSet<>(second));
    first.subList(0, 10).forEach(ranked -> assertEquals("NEWS", ranked.entry().category()));
  }

  @Test
  void aFewAreTheFirstOfAll() {
    List<PrioritisedEntry> candidates =
        TestListRanking.prioritise(
            IntStream.range(0, 200)
                .mapToObj(i -> entry("n" + i * 37 % 200 + ".org", "ZZ", "NEWS"))
                .toList(),
            List.of(rule("NEWS", "*", 100)));
    Map<String, Long> counts = new HashMap<>();
    candidates.forEach(
        candidate ->
            counts.put(candidate.entry().url(), (long) candidate.entry().url().length() % 3));
    List<RankedUrl> all = fixed.best(candidates, counts, Set.of(), 200);
    for (int limit : List.of(1, 20, 150, 199)) {
      assertEquals(all.subList(0, limit), fixed.best(candidates, counts, Set.of(), limit));
    }
  }

  @Test
  void everyUrlOfTheSameWeightHasItsTurn() {
    Random random = new Random(1);
    TestListRanking shuffling = new TestListRanking(0.1, TieBreak.RANDOM, () -> random);
    List<PrioritisedEntry> candidates =
        TestListRanking.prioritise(
            IntStream.range(0, 50).mapToObj(i -> entry("n" + i + ".org", "ZZ", "NEWS")).toList(),
            List.of(rule("NEWS", "*", 100)));
    Map<String, Integer> turns = new HashMap<>();
    for (int i = 0; i < 500; i++) {
      shuffling
          .best(candidates, Map.of(), Set.of(), 5)
          .forEach(ranked -> turns.merge(ranked.entry().url(), 1, Integer::sum));
    }
    assertEquals(50, turns.size());
    turns.forEach((url, count) -> assertTrue(count > 20 && count < 90, url + " " + count));
  }

  @Test
  void aRuleHoldsInItsCountryAlone() {
    assertEquals(true, rule("NEWS", "IT", 1).holdsIn(new CountryCode("IT")));
    assertEquals(false, rule("NEWS", "it", 1).holdsIn(new CountryCode("IT")));
    assertEquals(false, rule("NEWS", "DE", 1).holdsIn(new CountryCode("IT")));
    assertEquals(true, rule("NEWS", "", 1).holdsIn(new CountryCode("IT")));
  }

  @Test
  void aFloorOfZeroIsRefused() {
    assertThrows(
        IllegalArgumentException.class, () -> new TestListRanking(0, TieBreak.URL, Random::new));
  }

  private static TestList workedExample() {
    return new TestList(
        List.of(
            entry("a.org", "ZZ", "NEWS"),
            entry("b.it", "IT", "NEWS"),
            entry("g.com", "ZZ", "GAME"),
            entry("x.it", "IT", "XED"),
            entry("m.org", "ZZ", "MISC"),
            entry("t.com", "ZZ", "GRP"),
            entry("d.de", "DE", "NEWS")),
        List.of(
            rule("NEWS", "*", 100),
            rule("GAME", "*", 20),
            rule("XED", "*", 60),
            rule("MISC", "*", 20),
            rule("GRP", "*", 100),
            rule("MISC", "IT", -200),
            rule("GRP", "DE", 7),
            new PriorityRule("*", "IT", "b.it", "*", 400)));
  }

  private static PrioritisedEntry prioritised(TestListEntry entry, List<PriorityRule> rules) {
    return TestListRanking.prioritise(List.of(entry), rules).get(0);
  }

  private static TestListEntry entry(String domain, String country, String category) {
    return new TestListEntry(domain, "https://" + domain + "/", new CountryCode(country), category);
  }

  private static PriorityRule rule(String category, String cc, int priority) {
    return new PriorityRule(category, cc, "*", "*", priority);
  }

  private static String line(RankedUrl ranked) {
    return "%s %s %d %s"
        .formatted(
            ranked.entry().domain(),
            ranked.entry().countryCode(),
            ranked.priority(),
            ranked.weight());
  }
}
