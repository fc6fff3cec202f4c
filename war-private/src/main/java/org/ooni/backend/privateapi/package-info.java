// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

/** The frame of the private API: its address, and nothing else. */
package org.ooni.backend.privateapi;
