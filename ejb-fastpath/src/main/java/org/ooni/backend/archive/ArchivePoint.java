// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.archive;

/**
 * Moments at which a process may end, in the order in which a run passes them; what comes of an end
 * at each is tested (hostile inputs, I02).
 */
enum ArchivePoint {
  CAN_OPENED,
  CAN_PACKED,
  CAN_SEALED,
  POSTCAN_PUT,
  JSONL_PUT,
  CAN_UPLOADED,
  LINES_INDEXED,
  CAN_INDEXED,
  MANIFEST_MADE,
  MANIFEST_PUT,
  BODIES_PURGED,
  CAN_PURGED
}
