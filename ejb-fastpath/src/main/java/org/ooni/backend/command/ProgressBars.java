// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;

/** Progress on standard error. */
final class ProgressBars {

  /** So that a bar moves within a day. */
  static final long PARTS_OF_DAY = 1000;

  private static final int MEBIBYTE = 1 << 20;
  private static final Duration BETWEEN_UPDATES = Duration.ofMillis(500);

  private ProgressBars() {}

  /** Through a file; its end is not known for standard input. */
  static ProgressBar of(Path file, boolean piped) throws IOException {
    return new ProgressBarBuilder()
        .setTaskName(piped ? "stdin" : file.getFileName().toString())
        .setInitialMax(piped ? -1 : Files.size(file))
        .setUnit(" MiB", MEBIBYTE)
        .setUpdateIntervalMillis((int) BETWEEN_UPDATES.toMillis())
        .build();
  }

  /** Through days. */
  static ProgressBar ofDays(long days) {
    return new ProgressBarBuilder()
        .setTaskName("days")
        .setInitialMax(days)
        .setUpdateIntervalMillis((int) BETWEEN_UPDATES.toMillis())
        .build();
  }

  /** Through days, each in many parts. */
  static ProgressBar throughDays(long days) {
    return new ProgressBarBuilder()
        .setTaskName("rerun")
        .setInitialMax(days * PARTS_OF_DAY)
        .setUnit(" days", PARTS_OF_DAY)
        .setUpdateIntervalMillis((int) BETWEEN_UPDATES.toMillis())
        .build();
  }
}
