// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

/** How fast measurements are scored. */
package org.ooni.backend.scoring;
