// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

/**
 * The secrets that this backend is given in its environment, and the rule that each must keep, so
 * that none runs with a missing, known or guessable one. Values are looked at and never shown.
 */
package org.ooni.backend.secrets;
