// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.oonirun;

import java.time.Instant;
import java.util.Optional;

/**
 * What is shown of a link, and until when it holds. All of it can be edited without a new revision.
 *
 * @param author e-mail address, which the author publishes with the link
 * @param nameIntl the name by language, a JSON object
 * @param shortDescriptionIntl likewise
 * @param descriptionIntl likewise
 * @param icon name of an icon of the apps
 * @param color such as {@code #0588cb}
 * @param expiration with microseconds
 */
record LinkTexts(
    String name,
    String shortDescription,
    String description,
    String author,
    Optional<String> nameIntl,
    Optional<String> shortDescriptionIntl,
    Optional<String> descriptionIntl,
    Optional<String> icon,
    Optional<String> color,
    Instant expiration) {}
