// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.accept;

import java.time.Instant;
import java.util.Optional;

/**
 * What has been acknowledged and waits for the database.
 *
 * @param entries number of measurements
 * @param bytes bytes that they take in the log
 * @param oldest when the oldest of them was received
 */
public record Backlog(long entries, long bytes, Optional<Instant> oldest) {}
