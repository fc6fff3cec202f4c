// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;

/** Processor time of processes, as Linux counts it in {@code /proc}. */
final class ProcessorTime {

  private static final double TICKS_PER_SECOND = 100;
  private static final int USER = 11;
  private static final int SYSTEM = 12;

  private ProcessorTime() {}

  /** Seconds that the processes have used, children that they waited for not included. */
  static double seconds(List<Long> pids) {
    return pids.stream().mapToDouble(ProcessorTime::seconds).sum();
  }

  private static double seconds(long pid) {
    try {
      String stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
      String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
      return (Long.parseLong(fields[USER]) + Long.parseLong(fields[SYSTEM])) / TICKS_PER_SECOND;
    } catch (NoSuchFileException e) {
      return 0;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
