// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

/**
 * What operators and load balancers ask: is it alive, are the things it needs, which version is it
 * (Dockerflow). Answers are public: they name a check and its status, never a host, user or
 * statement.
 */
package org.ooni.backend.dockerflow;
