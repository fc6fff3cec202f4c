// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

/** What kinds of nettests there are. Facts only; how one is scored is not known here. */
package org.ooni.backend.nettest;
