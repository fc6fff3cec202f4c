// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

/** The rules for alerts, checked against the metrics that there are. */
package org.ooni.backend.alerts;
