// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.websites;

import java.time.LocalDate;
import org.ooni.backend.place.CountryCode;
import org.ooni.backend.place.ProbeAsn;

/**
 * From where, and when.
 *
 * @param from first day
 * @param before day after the last
 */
record Vantage(CountryCode country, ProbeAsn network, LocalDate from, LocalDate before) {}
