// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.flow;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/**
 * What happened on this node since its start beside the flow of measurements. The details are a
 * closed set in the code, so a client cannot invent new ones.
 */
@ApplicationScoped
public class EventCounters {

  /** A kind of event. */
  public enum Event {
    /** A probe asked for a token. */
    PROBE_LOGIN("probe_login_requests", "Logins of probes, by what became of them"),
    /** A probe showed its token. */
    PROBE_TOKEN("probe_token_checks", "Tokens that probes showed, by what they were"),
    /** A probe told its new place. */
    PROBE_UPDATE("probe_updates", "Updates that probes sent"),
    /** A client was told to come back later: 429 or 503. */
    LIMITED("requests_limited", "Requests refused to protect the others, by reason"),
    /** A statement of a reader was ended before its answer. */
    QUERY_ENDED("queries_ended", "Statements of readers ended before their answer, by reason"),
    /** A reader's account of use was dropped to make room. */
    LIMITER_EVICTED("limiter_evicted", "Accounts of use that were dropped to make room");

    private final String metric;
    private final String meaning;

    Event(String metric, String meaning) {
      this.metric = metric;
      this.meaning = meaning;
    }

    /** Name of the metric, without its suffix. */
    public String metric() {
      return metric;
    }

    /** What is counted, in a few words. */
    public String meaning() {
      return meaning;
    }
  }

  private final Map<Event, Map<String, LongAdder>> counters;

  /** All at zero. */
  public EventCounters() {
    Map<Event, Map<String, LongAdder>> none = new EnumMap<>(Event.class);
    for (Event event : Event.values()) {
      none.put(event, new ConcurrentHashMap<>());
    }
    counters = Collections.unmodifiableMap(none);
  }

  /**
   * Counts one.
   *
   * @param detail short name out of a closed set, or empty
   */
  public void count(Event event, String detail) {
    counters.get(event).computeIfAbsent(detail, name -> new LongAdder()).increment();
  }

  /** How many there were, by detail. */
  public Map<String, Long> byDetail(Event event) {
    Map<String, Long> sums = new TreeMap<>();
    counters.get(event).forEach((detail, sum) -> sums.put(detail, sum.sum()));
    return Collections.unmodifiableMap(sums);
  }
}
