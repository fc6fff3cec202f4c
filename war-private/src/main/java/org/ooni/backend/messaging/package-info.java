// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

/** Instant messaging in a country, by network and by day. Read from the rollups only. */
package org.ooni.backend.messaging;
