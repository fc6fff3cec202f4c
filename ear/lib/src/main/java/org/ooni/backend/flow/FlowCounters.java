// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.flow;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import org.jboss.logging.Logger;

/**
 * The counters of this node since its start. When nothing is in flight:
 *
 * <pre>
 * received = refused + discarded + duplicate + accepted
 * accepted = scored + failed + unlisted + parked   (on a node that started with an empty log)
 * </pre>
 *
 * <p>Refused, discarded, failed, unlisted and parked are counted by reason; the reasons are a
 * closed set in the code, so a client cannot invent new ones.
 */
@ApplicationScoped
public class FlowCounters {

  private static final Logger LOG = Logger.getLogger(FlowCounters.class);

  /** A point on the way of a measurement. */
  public enum Stage {
    /** A submission arrived. */
    RECEIVED("Submissions that arrived"),
    /** Answered 4xx or 503: not stored. */
    REFUSED("Submissions answered with an error and not stored, by reason"),
    /** Answered 200 without an id, by policy: the network or the country is not known. */
    DISCARDED("Submissions answered with 200 and no id, by policy"),
    /** Answered with the id that the same bytes were given before. */
    DUPLICATE("Submissions answered with the id that the same bytes got before"),
    /** Durable in the accept log. */
    ACCEPTED("Measurements made durable in the accept log"),
    /** In the database with a verdict. */
    SCORED("Measurements committed with a verdict"),
    /** In the database as one that could not be scored. */
    FAILED("Measurements committed as not scorable, by reason"),
    /** In the database without a row in the lists, by the rules of the fastpath. */
    UNLISTED("Measurements committed without a row, by reason"),
    /** Set aside, with its body, because the database refused it. */
    PARKED("Measurements set aside with their body, by reason");

    private final String meaning;

    Stage(String meaning) {
      this.meaning = meaning;
    }

    /** What is counted, in a few words. */
    public String meaning() {
      return meaning;
    }
  }

  private record Key(Stage stage, String reason) implements Comparable<Key> {
    @Override
    public int compareTo(Key other) {
      int byStage = stage.compareTo(other.stage);
      return byStage == 0 ? reason.compareTo(other.reason) : byStage;
    }
  }

  private final Map<Key, LongAdder> counters = new ConcurrentHashMap<>();

  /** Leaves in the log what a stopped process would take with it. */
  public void tell() {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("msg", "measurements counted");
    for (Stage stage : Stage.values()) {
      fields.put(stage.name().toLowerCase(Locale.ROOT), total(stage));
    }
    LOG.infov("{0}", fields);
  }

  /** Counts one. */
  public void count(Stage stage) {
    count(stage, "");
  }

  /**
   * Counts one.
   *
   * @param reason short name out of a closed set
   */
  public void count(Stage stage, String reason) {
    counters.computeIfAbsent(new Key(stage, reason), key -> new LongAdder()).increment();
  }

  /** How many passed this point, whatever the reason. */
  public long total(Stage stage) {
    return counters.entrySet().stream()
        .filter(entry -> entry.getKey().stage() == stage)
        .mapToLong(entry -> entry.getValue().sum())
        .sum();
  }

  /** How many passed this point, by reason. */
  public Map<String, Long> byReason(Stage stage) {
    Map<String, Long> sums = new TreeMap<>();
    counters.forEach(
        (key, sum) -> {
          if (key.stage() == stage) {
            sums.put(key.reason(), sum.sum());
          }
        });
    return Collections.unmodifiableMap(sums);
  }
}
