// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.mozlog;

/** Where an exception came from, and those that caused it. */
final class Traceback {

  private static final int MOST_CAUSES = 50;

  private Traceback() {}

  /** In the form that everybody knows, the first cause at the end. */
  static String of(Throwable thrown) {
    StringBuilder text = new StringBuilder();
    Throwable next = thrown;
    for (int depth = 0; next != null && depth < MOST_CAUSES; depth++) {
      text.append(depth == 0 ? "" : "Caused by: ").append(next).append('\n');
      for (StackTraceElement element : next.getStackTrace()) {
        text.append("\tat ").append(element).append('\n');
      }
      for (Throwable suppressed : next.getSuppressed()) {
        text.append("\tSuppressed: ").append(suppressed).append('\n');
      }
      next = next.getCause();
    }
    return text.toString();
  }
}
