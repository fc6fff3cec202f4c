// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.overview;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;

/** Short English names of countries by ISO 3166-1 code (measurement API, section 2.7). */
@ApplicationScoped
class CountryNames {

  private static final Map<String, String> NAMES = read();

  /** The name; codes that stand for no country have none. */
  Optional<String> of(String code) {
    return Optional.ofNullable(NAMES.get(code));
  }

  private static Map<String, String> read() {
    try (InputStream file = CountryNames.class.getResourceAsStream("countries.json")) {
      return Map.copyOf(
          new ObjectMapper().readValue(file, new TypeReference<Map<String, String>>() {}));
    } catch (IOException e) {
      throw new UncheckedIOException("the names of countries cannot be read", e);
    }
  }
}
