// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

/** Where probes of earlier years ask to which servers they may submit. */
package org.ooni.backend.collectors;
