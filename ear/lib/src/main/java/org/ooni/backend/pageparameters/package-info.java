// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

/**
 * What Explorer's pages ask the private API with, read by the rules of the measurement API,
 * sections 1.1 and 7. Nothing is answered here.
 */
package org.ooni.backend.pageparameters;
