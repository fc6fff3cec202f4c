// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.meter;

import java.util.List;
import java.util.concurrent.atomic.DoubleAdder;
import java.util.concurrent.atomic.LongAdder;

/** Counts numbers by their size. */
final class Histogram {

  private final List<Double> bounds;
  private final LongAdder[] counts;
  private final DoubleAdder sum = new DoubleAdder();

  Histogram(List<Double> bounds) {
    this.bounds = bounds;
    this.counts = new LongAdder[bounds.size() + 1];
    for (int i = 0; i < counts.length; i++) {
      counts[i] = new LongAdder();
    }
  }

  void observe(double value) {
    int bucket = 0;
    while (bucket < bounds.size() && value > bounds.get(bucket)) {
      bucket++;
    }
    counts[bucket].increment();
    sum.add(value);
  }

  long count() {
    long all = 0;
    for (LongAdder count : counts) {
      all += count.sum();
    }
    return all;
  }

  /** Its samples; each bucket has those of the smaller ones in it. */
  void write(PrometheusText text, Meter meter, String label) {
    long all = 0;
    for (int i = 0; i < counts.length; i++) {
      all += counts[i].sum();
      String bound = i < bounds.size() ? bounds.get(i).toString() : "+Inf";
      text.bucket(meter, label, bound, all);
    }
    text.sample(meter.name() + "_sum", meter.label(), label, sum.sum());
    text.sample(meter.name() + "_count", meter.label(), label, all);
  }
}
