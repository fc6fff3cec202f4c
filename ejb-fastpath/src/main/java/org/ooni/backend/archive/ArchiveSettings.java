// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.archive;

import java.nio.file.Path;
import java.time.Duration;

/**
 * How the archive works.
 *
 * @param collector identity in the names of cans
 * @param folder for files in work; nobody else's
 * @param canBytes size beyond which a file of bodies is closed
 * @param canMeasurements number at which it is closed as well, so that its keys fit into memory
 * @param minimumAge age of an hour, from its start, from which on it is archived
 * @param retention how long bodies stay in the database once they are archived
 */
record ArchiveSettings(
    String collector,
    Path folder,
    long canBytes,
    int canMeasurements,
    Duration minimumAge,
    Duration retention) {}
