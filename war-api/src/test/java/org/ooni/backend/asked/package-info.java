// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

/** Resources that tests ask without a server. */
package org.ooni.backend.asked;
