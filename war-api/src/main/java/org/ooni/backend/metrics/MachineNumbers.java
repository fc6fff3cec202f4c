// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.metrics;

import com.sun.management.UnixOperatingSystemMXBean;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryUsage;
import org.ooni.backend.meter.Meter;
import org.ooni.backend.meter.PrometheusText;

/** What the Java machine tells of itself. */
final class MachineNumbers {

  private static final Meter USED =
      Meter.gauge("jvm_memory_used_bytes", "Memory of the Java machine in use", "area");
  private static final Meter LARGEST =
      Meter.gauge("jvm_memory_max_bytes", "Memory that the Java machine may use at most", "area");
  private static final Meter THREADS =
      Meter.gauge("jvm_threads", "Threads of the Java machine", "");
  private static final Meter PAUSES =
      Meter.counter(
          "jvm_gc_collection_seconds_total", "Time spent on collecting garbage", "collector");
  private static final Meter PROCESSOR =
      Meter.counter("process_cpu_seconds_total", "Processor time of the process", "");
  private static final Meter FILES =
      Meter.gauge("process_open_fds", "Files and sockets that the process has open", "");
  private static final Meter MOST_FILES =
      Meter.gauge("process_max_fds", "Files and sockets that it may have open", "");
  private static final Meter START =
      Meter.gauge("process_start_time_seconds", "When the process was started", "");

  private static final double NANOSECONDS = 1e9;
  private static final double MILLISECONDS = 1e3;

  private MachineNumbers() {}

  static void write(PrometheusText text) {
    MemoryUsage heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage();
    MemoryUsage other = ManagementFactory.getMemoryMXBean().getNonHeapMemoryUsage();
    text.describe(USED)
        .sample(USED, "heap", heap.getUsed())
        .sample(USED, "nonheap", other.getUsed());
    text.describe(LARGEST).sample(LARGEST, "heap", heap.getMax());
    one(text, THREADS, ManagementFactory.getThreadMXBean().getThreadCount());
    text.describe(PAUSES);
    for (GarbageCollectorMXBean collector : ManagementFactory.getGarbageCollectorMXBeans()) {
      text.sample(PAUSES, collector.getName(), collector.getCollectionTime() / MILLISECONDS);
    }
    one(text, START, ManagementFactory.getRuntimeMXBean().getStartTime() / MILLISECONDS);
    if (ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean system) {
      one(text, PROCESSOR, system.getProcessCpuTime() / NANOSECONDS);
      one(text, FILES, system.getOpenFileDescriptorCount());
      one(text, MOST_FILES, system.getMaxFileDescriptorCount());
    }
  }

  private static void one(PrometheusText text, Meter meter, double value) {
    text.describe(meter).sample(meter, "", value);
  }
}
