// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.meter;

import java.util.Locale;

/** Numbers in the text format of Prometheus, version 0.0.4. */
public final class PrometheusText {

  private static final double WHOLE = 1e15;

  private final StringBuilder text = new StringBuilder();

  /** What a metric is, before its samples. */
  public PrometheusText describe(Meter meter) {
    text.append("# HELP ").append(meter.name()).append(' ').append(meter.help()).append('\n');
    text.append("# TYPE ").append(meter.name()).append(' ');
    text.append(meter.kind().name().toLowerCase(Locale.ROOT)).append('\n');
    return this;
  }

  /** One of its samples; an empty label is none. */
  public PrometheusText sample(Meter meter, String label, double value) {
    return sample(meter.name(), meter.label(), label, value);
  }

  PrometheusText sample(String name, String key, String label, double value) {
    text.append(name);
    if (!key.isEmpty() && !label.isEmpty()) {
      text.append('{').append(key).append("=\"").append(label).append("\"}");
    }
    return end(value);
  }

  void bucket(Meter meter, String label, String bound, long count) {
    text.append(meter.name()).append("_bucket{");
    if (!meter.label().isEmpty() && !label.isEmpty()) {
      text.append(meter.label()).append("=\"").append(label).append("\",");
    }
    text.append("le=\"").append(bound).append("\"}");
    end(count);
  }

  private PrometheusText end(double value) {
    text.append(' ');
    // long numbers are easier to read without an exponent
    if (value == Math.rint(value) && Math.abs(value) < WHOLE) {
      text.append((long) value);
    } else {
      text.append(value);
    }
    text.append('\n');
    return this;
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
