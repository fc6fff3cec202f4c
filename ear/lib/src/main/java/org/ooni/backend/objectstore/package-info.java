// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

/**
 * The S3 bucket in which the raw measurements are published. Bytes by key only: what they mean is
 * known elsewhere.
 */
package org.ooni.backend.objectstore;
