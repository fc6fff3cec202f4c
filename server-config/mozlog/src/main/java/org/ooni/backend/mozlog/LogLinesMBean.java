// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.mozlog;

/** Lines of one place since the start. */
public interface LogLinesMBean {

  /** Lines that were taken to be written. */
  long getTaken();

  /** Lines that were dropped because the place was blocked. */
  long getDropped();
}
