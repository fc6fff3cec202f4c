// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.archive;

import java.time.Instant;
import org.ooni.backend.bodies.StoredBody;

/**
 * A row of the table {@code spool}, believed in nothing yet.
 *
 * @param key of the measurement
 * @param reportId the report it was sent for
 * @param receivedAt when
 * @param digest it was accepted with
 * @param body packed
 */
record Spooled(String key, String reportId, Instant receivedAt, byte[] digest, StoredBody body) {}
