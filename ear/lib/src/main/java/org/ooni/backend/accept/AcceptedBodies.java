// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.accept;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.jboss.logging.Logger;
import org.ooni.backend.bodies.BodyKey;
import org.ooni.backend.bodies.BodyLookup;
import org.ooni.backend.bodies.BodySource;
import org.ooni.backend.measurement.MeasurementUid;

/** The accept log of this node: what was acknowledged a moment ago. */
@ApplicationScoped
class AcceptedBodies implements BodySource {

  private static final Logger LOG = Logger.getLogger(AcceptedBodies.class);

  @Inject AcceptLog acceptLog;

  @Override
  public Stage stage() {
    return Stage.ACCEPTED;
  }

  @Override
  public BodyLookup find(BodyKey key) {
    // ids of old data are never in the log
    if (!MeasurementUid.isMinted(key.uid().text())) {
      return new BodyLookup.NotStored();
    }
    try {
      return acceptLog
          .body(key.uid())
          .<BodyLookup>map(body -> new BodyLookup.Found(body.content()))
          .orElseGet(BodyLookup.NotStored::new);
    } catch (AcceptLogUnavailable e) {
      LOG.warn("accept log not readable", e);
      return new BodyLookup.Unavailable();
    }
  }
}
