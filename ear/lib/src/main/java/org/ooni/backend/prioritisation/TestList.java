// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.prioritisation;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentHashMap;
import org.ooni.backend.place.CountryCode;

/** The entries of all countries and the rules, as they were at one time; unchanging. */
public final class TestList {

  private final List<TestListEntry> entries;
  private final List<PriorityRule> rules;
  private final Map<String, Integer> urlNumbers = new HashMap<>();
  private final Map<CountryCode, Candidates> candidates = new ConcurrentHashMap<>();

  /** Of what was read at one time. */
  public TestList(List<TestListEntry> entries, List<PriorityRule> rules) {
    this.entries = List.copyOf(entries);
    this.rules = List.copyOf(rules);
    this.entries.forEach(entry -> urlNumbers.putIfAbsent(entry.url(), urlNumbers.size()));
  }

  /** The entries of all countries. */
  public List<TestListEntry> entries() {
    return entries;
  }

  /** The rules of all countries. */
  public List<PriorityRule> rules() {
    return rules;
  }

  /** The entries that probes in a country may be given: its own list and that of all countries. */
  public List<TestListEntry> entriesOf(CountryCode country) {
    return entries.stream()
        .filter(entry -> entry.isGlobal() || entry.country().equals(country))
        .toList();
  }

  /** The rules that hold for probes in a country. */
  public List<PriorityRule> rulesOf(CountryCode country) {
    return rules.stream().filter(rule -> rule.holdsIn(country)).toList();
  }

  /** A number for each URL that is on any of the lists. */
  OptionalInt numberOf(String url) {
    Integer number = urlNumbers.get(url);
    return number == null ? OptionalInt.empty() : OptionalInt.of(number);
  }

  /** The entries of a country with their priority; worked out once. */
  Candidates candidatesOf(CountryCode country) {
    Candidates known = candidates.get(country);
    if (known != null) {
      return known;
    }
    List<PrioritisedEntry> entriesOfCountry =
        TestListRanking.prioritise(entriesOf(country), rulesOf(country));
    Candidates made =
        new Candidates(
            entriesOfCountry,
            entriesOfCountry.stream()
                .mapToInt(prioritised -> urlNumbers.get(prioritised.entry().url()))
                .toArray());
    // a caller chooses the country, and most countries that can be written do not exist
    if (entries.stream().anyMatch(entry -> entry.country().equals(country))) {
      candidates.put(country, made);
    }
    return made;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof TestList list
        && entries.equals(list.entries)
        && rules.equals(list.rules);
  }

  @Override
  public int hashCode() {
    return 31 * entries.hashCode() + rules.hashCode();
  }
}
