// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.rerun;

import java.util.List;
import java.util.Optional;

/**
 * Objects that are read before others are listed: those of a day.
 *
 * @param name the day, under which it is noted when all are done
 * @param objects in the order of their keys
 * @param index what is known of the old objects of that day
 */
record Portion(String name, List<SourceObject> objects, Optional<SourceObject> index) {}
