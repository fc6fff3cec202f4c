// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.meter;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;

/** The numbers of this node since its start. */
@ApplicationScoped
public class Meters {

  private final ConcurrentMap<Meter, Values> values =
      new ConcurrentSkipListMap<>(Comparator.comparing(Meter::name));

  /** The numbers of one meter by label: sums, or histograms. */
  private record Values(
      ConcurrentMap<String, AtomicLong> sums, ConcurrentMap<String, Histogram> histograms) {
    Values() {
      this(new ConcurrentHashMap<>(), new ConcurrentHashMap<>());
    }
  }

  /** Has meters shown from now on, also while nobody has told their numbers. */
  public void declare(Meter... meters) {
    for (Meter meter : meters) {
      values(meter);
    }
  }

  /** Adds to a counter. */
  public void add(Meter meter, String label, long more) {
    sum(meter, label).addAndGet(more);
  }

  /** Sets a gauge. */
  public void set(Meter meter, String label, long value) {
    sum(meter, label).set(value);
  }

  /** Counts a number in a histogram. */
  public void observe(Meter meter, String label, double value) {
    values(meter)
        .histograms()
        .computeIfAbsent(label, name -> new Histogram(meter.bounds()))
        .observe(value);
  }

  /** What a counter or gauge is now, or how many a histogram has counted; 0 when none. */
  public long get(Meter meter, String label) {
    Values all = values.getOrDefault(meter, new Values());
    if (meter.kind() == Meter.Kind.HISTOGRAM) {
      Histogram histogram = all.histograms().get(label);
      return histogram == null ? 0 : histogram.count();
    }
    AtomicLong sum = all.sums().get(label);
    return sum == null ? 0 : sum.get();
  }

  /** All of them, in the text format of Prometheus. */
  public String text() {
    PrometheusText text = new PrometheusText();
    values.forEach(
        (meter, all) -> {
          text.describe(meter);
          sorted(all.sums()).forEach((label, sum) -> text.sample(meter, label, sum.get()));
          sorted(all.histograms())
              .forEach((label, histogram) -> histogram.write(text, meter, label));
        });
    return text.toString();
  }

  private static <T> Map<String, T> sorted(Map<String, T> byLabel) {
    return new TreeMap<>(byLabel);
  }

  private Values values(Meter meter) {
    // looked up first, for this is called by many threads and nearly always finds it
    Values found = values.get(meter);
    return found == null ? values.computeIfAbsent(meter, name -> new Values()) : found;
  }

  private AtomicLong sum(Meter meter, String label) {
    return values(meter).sums().computeIfAbsent(label, name -> new AtomicLong());
  }
}
