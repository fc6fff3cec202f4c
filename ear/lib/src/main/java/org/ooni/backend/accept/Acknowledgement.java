// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.accept;

import org.ooni.backend.measurement.MeasurementUid;

/**
 * The answer to a submission that is durable.
 *
 * @param uid its public key
 * @param retry whether the same bytes were accepted before, under this uid
 */
public record Acknowledgement(MeasurementUid uid, boolean retry) {}
