// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.accept;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.jboss.logging.Logger;
import org.ooni.backend.bodies.BodyKey;
import org.ooni.backend.bodies.BodyLookup;
import org.ooni.backend.bodies.BodySource;

/** The accept log as a place where bodies are read from, for the seconds until the commit. */
@ApplicationScoped
class AcceptLogBodies implements BodySource {

  private static final Logger LOG = Logger.getLogger(AcceptLogBodies.class);

  @Inject AcceptLog log;

  @Override
  public Stage stage() {
    return Stage.ACCEPTED;
  }

  @Override
  public BodyLookup find(BodyKey key) {
    try {
      return log.body(key.uid())
          .<BodyLookup>map(body -> new BodyLookup.Found(body.content()))
          .orElseGet(BodyLookup.NotStored::new);
    } catch (AcceptLogUnavailable e) {
      LOG.warn("accept log not readable", e);
      return new BodyLookup.Unavailable();
    }
  }
}
