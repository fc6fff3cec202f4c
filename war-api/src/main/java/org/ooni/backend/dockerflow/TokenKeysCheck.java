// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.dockerflow;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import org.ooni.backend.session.TokenKeys;

/** The keys that sign tokens are there. */
@ApplicationScoped
class TokenKeysCheck implements Check {

  @Inject TokenKeys keys;

  @Override
  public String name() {
    return "token_keys";
  }

  @Override
  public Finding check() {
    List<String> missing = keys.missing();
    return missing.isEmpty()
        ? Finding.ok()
        : Finding.warning("token_keys.missing", "not set: " + String.join(", ", missing));
  }
}
