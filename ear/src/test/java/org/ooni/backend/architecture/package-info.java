// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

/**
 * The house rules about structure that a machine can check, over the compiled classes of all
 * modules.
 */
package org.ooni.backend.architecture;
