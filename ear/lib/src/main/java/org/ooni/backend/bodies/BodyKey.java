// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.bodies;

import org.ooni.backend.measurement.MeasurementUid;

/**
 * What is known of a measurement whose bytes are looked for.
 *
 * @param uid its id
 * @param reportId the report it belongs to, the empty text when not known
 * @param input what was measured, the empty text when nothing or not known
 */
public record BodyKey(MeasurementUid uid, String reportId, String input) {

  /** Of a measurement of which only the id is known. */
  public static BodyKey of(MeasurementUid uid) {
    return new BodyKey(uid, "", "");
  }

  /** Whether report and input are known. */
  boolean knowsReport() {
    return !reportId.isEmpty();
  }
}
