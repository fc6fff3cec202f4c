// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

/**
 * The description of the API for people: Swagger UI over {@code /openapi}. All of it is served from
 * here; a reader's browser asks nobody else.
 */
package org.ooni.backend.apidocs;
