// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.accept;

import org.ooni.backend.bodies.StoredBody;
import org.ooni.backend.measurement.ReportId;

/**
 * A checked submission that has no id yet.
 *
 * @param reportId the report it was sent for
 * @param body its bytes, packed
 * @param hash first 16 hexadecimal digits of the SHA-512 of its bytes
 * @param digest the same for a retry and for nothing else: SHA-256 of the report id, a line feed
 *     and the whole SHA-512, or of what was received when the report id is made here
 */
public record Submission(ReportId reportId, StoredBody body, String hash, byte[] digest) {}
