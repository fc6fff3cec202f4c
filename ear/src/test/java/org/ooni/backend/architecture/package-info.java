// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

/**
 * The house rules that a machine can check, over the compiled classes of all modules and the files
 * of the project.
 */
package org.ooni.backend.architecture;
