// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

/**
 * OONI Run links of the first version, for links and apps that are still about. They are documents
 * of almost any form, and have nothing to do with the links of the second version.
 */
package org.ooni.backend.oonirunv1;
