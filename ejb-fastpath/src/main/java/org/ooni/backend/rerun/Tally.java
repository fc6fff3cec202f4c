// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.rerun;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.ooni.backend.json.Json;
import org.ooni.backend.json.JsonArray;
import org.ooni.backend.json.JsonNumber;
import org.ooni.backend.json.JsonText;

/**
 * What became of objects and measurements, counted by kind and details: {@code read = scored +
 * failed + discarded + duplicate + unusable}, and of those with a verdict or a reason to have none,
 * when they are written, {@code added + replaced + kept + unlisted + alias + parked + refused}.
 * Safe for use by many threads. Details come out of the archives, so there are no more than a limit
 * of each kind; further ones count together.
 */
public final class Tally {

  /** What is counted. */
  public enum Kind {
    /** Objects read to their ends, or until something was wrong with them. */
    OBJECTS,
    /** Their bytes. */
    BYTES,
    /** Measurements, or what stands in the place of one. */
    READ,
    /** Not of the countries or nettests that were asked for. */
    FILTERED,
    /** Have a verdict. */
    SCORED,
    /** Have a row that says failure, by reason. */
    FAILED,
    /** Are not to be shown, by reason. */
    DISCARDED,
    /** Were in the same object before. */
    DUPLICATE,
    /** Are none, or not the ones they should be, by reason. */
    UNUSABLE,
    /** Rows that were not there. */
    ADDED,
    /** Rows that were written anew. */
    REPLACED,
    /** Rows that were left as they are. */
    KEPT,
    /** Have no row, by the rules. */
    UNLISTED,
    /** Are the alias of another. */
    ALIAS,
    /** Are parked, and left to the server. */
    PARKED,
    /** Rows that the database refused for their data, by SQLSTATE. */
    REFUSED,
    /** Lines of the archive that the index knows now. */
    INDEXED,
    /** Objects that were not read to their ends, by reason. */
    UNREADABLE,
    /** Where in the archive something was wrong, by object, place and reason. */
    PROBLEM,
    /** Verdicts that change, by country, nettest, domain, from what and to what. */
    FLIP
  }

  private static final int MOST_DETAILS = 20_000;
  private static final int LONGEST_DETAIL = 200;
  private static final String OTHERS = "(others)";

  private final Map<Kind, Map<List<String>, Long>> counts = new TreeMap<>();

  /** Counts one. */
  public void add(Kind kind, String... details) {
    add(kind, List.of(details), 1);
  }

  /** Counts some. */
  public synchronized void add(Kind kind, List<String> details, long count) {
    Map<List<String>, Long> ofKind = counts.computeIfAbsent(kind, any -> new LinkedHashMap<>());
    List<String> shown = details.stream().map(Tally::shortened).toList();
    boolean mayGrow = ofKind.size() < MOST_DETAILS || ofKind.containsKey(shown);
    ofKind.merge(mayGrow ? shown : withoutPlace(kind, shown), count, Long::sum);
  }

  private static String shortened(String detail) {
    return detail.length() > LONGEST_DETAIL ? detail.substring(0, LONGEST_DETAIL) + "…" : detail;
  }

  /** The details that are of a closed set, at the end, are kept. */
  private static List<String> withoutPlace(Kind kind, List<String> details) {
    List<String> others = new ArrayList<>(details);
    int closed = kind == Kind.FLIP ? 2 : 1;
    others.subList(0, Math.max(0, details.size() - closed)).replaceAll(detail -> OTHERS);
    return others;
  }

  /** Adds what another has counted. */
  public void addAll(Tally other) {
    other.copy().forEach((kind, ofKind) -> ofKind.forEach((key, count) -> add(kind, key, count)));
  }

  /** How many of a kind there are. */
  public synchronized long total(Kind kind) {
    return counts.getOrDefault(kind, Map.of()).values().stream().mapToLong(Long::longValue).sum();
  }

  /** How many of a kind there are by their details, in the order of the first of each. */
  public synchronized Map<List<String>, Long> details(Kind kind) {
    return new LinkedHashMap<>(counts.getOrDefault(kind, Map.of()));
  }

  /** Whether all that was looked at could be read and written. */
  public boolean isClean() {
    return total(Kind.UNREADABLE) + total(Kind.PROBLEM) + total(Kind.REFUSED) == 0;
  }

  private synchronized Map<Kind, Map<List<String>, Long>> copy() {
    Map<Kind, Map<List<String>, Long>> copy = new TreeMap<>();
    counts.forEach((kind, ofKind) -> copy.put(kind, new LinkedHashMap<>(ofKind)));
    return copy;
  }

  Json toJson() {
    List<Json> rows = new ArrayList<>();
    copy()
        .forEach(
            (kind, ofKind) ->
                ofKind.forEach(
                    (details, count) -> {
                      List<Json> row = new ArrayList<>();
                      row.add(JsonText.of(kind.name()));
                      row.add(new JsonNumber(count));
                      details.forEach(detail -> row.add(JsonText.of(detail)));
                      rows.add(new JsonArray(row));
                    }));
    return new JsonArray(rows);
  }

  static Tally ofJson(Json json) {
    Tally tally = new Tally();
    for (Json each : json.each()) {
      List<Json> row = new ArrayList<>();
      each.each().forEach(row::add);
      List<String> details = row.subList(2, row.size()).stream().map(Json::text).toList();
      long count = ((JsonNumber) row.get(1)).value().longValue();
      tally.add(Kind.valueOf(row.get(0).text()), details, count);
    }
    return tally;
  }
}
