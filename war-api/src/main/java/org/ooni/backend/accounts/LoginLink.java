// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.accounts;

import java.time.Instant;
import java.util.Optional;

/**
 * What a login link says, after its token was verified.
 *
 * @param email whose it is
 * @param redirectTo where the login page leads then, may be empty
 * @param name by which a used link is known; none on the links of the reference
 * @param issued when it was made
 * @param expiry after which it serves no more
 */
record LoginLink(
    EmailAddress email, String redirectTo, Optional<String> name, Instant issued, Instant expiry) {}
