// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.observations;

import jakarta.ws.rs.core.MultivaluedHashMap;
import jakarta.ws.rs.core.MultivaluedMap;
import java.util.List;
import org.ooni.backend.queries.Parameters;

/**
 * Parameters of which every value counts (measurement API 1.1): given more than once, or as a comma
 * list, or both.
 */
final class Repeated {

  private Repeated() {}

  /** The different values. */
  static List<String> texts(MultivaluedMap<String, String> given, String name) {
    return joined(given, name).list(name);
  }

  /** The different values, with or without the prefix AS. */
  static List<Long> networks(MultivaluedMap<String, String> given, String name) {
    return joined(given, name).networks(name);
  }

  private static Parameters joined(MultivaluedMap<String, String> given, String name) {
    MultivaluedMap<String, String> one = new MultivaluedHashMap<>();
    one.putSingle(name, String.join(",", given.getOrDefault(name, List.of())));
    return new Parameters(one);
  }
}
