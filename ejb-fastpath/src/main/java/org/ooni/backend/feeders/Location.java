// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.feeders;

import java.net.URI;

/**
 * Where a part of a feed is.
 *
 * @param uri of scheme http, https or file
 * @param optional whether the feed is whole without it
 */
record Location(URI uri, boolean optional) {}
