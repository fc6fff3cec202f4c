// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

/**
 * The schema of the database: its roles, its change sets and how they are applied. Runs before the
 * application is deployed and is no part of it; seeding data other than what a change set must
 * bring is not done here.
 */
package org.ooni.backend.schema;
