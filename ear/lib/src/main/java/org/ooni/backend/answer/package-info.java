// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

/** How answers become JSON, in both web applications. What they say is the resources' affair. */
package org.ooni.backend.answer;
