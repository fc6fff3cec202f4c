// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.meter;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Comparator;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;

/** The numbers of this node since its start. */
@ApplicationScoped
public class Meters {

  private final Map<Meter, Map<String, AtomicLong>> values =
      new ConcurrentSkipListMap<>(Comparator.comparing(Meter::name));

  /** Adds to a counter. */
  public void add(Meter meter, String label, long more) {
    value(meter, label).addAndGet(more);
  }

  /** Sets a gauge. */
  public void set(Meter meter, String label, long value) {
    value(meter, label).set(value);
  }

  /** What it is now; 0 when nobody has told. */
  public long get(Meter meter, String label) {
    AtomicLong value = values.getOrDefault(meter, Map.of()).get(label);
    return value == null ? 0 : value.get();
  }

  /** All of them, in the text format of Prometheus. */
  public String text() {
    StringBuilder text = new StringBuilder();
    values.forEach(
        (meter, labelled) -> {
          text.append("# HELP ").append(meter.name()).append(' ').append(meter.help()).append('\n');
          text.append("# TYPE ").append(meter.name()).append(' ');
          text.append(meter.kind().name().toLowerCase(Locale.ROOT)).append('\n');
          new TreeMap<>(labelled)
              .forEach(
                  (label, value) ->
                      text.append(meter.name())
                          .append("{" + meter.label() + "=\"" + label + "\"} ")
                          .append(value)
                          .append('\n'));
        });
    return text.toString();
  }

  private AtomicLong value(Meter meter, String label) {
    return values
        .computeIfAbsent(meter, name -> new ConcurrentHashMap<>())
        .computeIfAbsent(label, name -> new AtomicLong());
  }
}
