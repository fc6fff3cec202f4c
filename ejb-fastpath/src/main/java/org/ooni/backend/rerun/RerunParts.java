// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.rerun;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.function.DoubleSupplier;
import javax.sql.DataSource;
import org.ooni.backend.scoring.MeasurementScoring;

/**
 * What a rerun works with.
 *
 * @param source where the objects are
 * @param scoring gives the verdicts
 * @param database nothing when it is neither read nor written
 * @param stateFile in which it is noted how far the rerun has come
 * @param share of the time that it works, see {@link LiveServer}
 * @param patience how long a database or a store that is away is waited for
 */
public record RerunParts(
    ArchiveSource source,
    MeasurementScoring scoring,
    Optional<DataSource> database,
    Path stateFile,
    DoubleSupplier share,
    Duration patience,
    Clock clock,
    RerunProgress progress) {}
