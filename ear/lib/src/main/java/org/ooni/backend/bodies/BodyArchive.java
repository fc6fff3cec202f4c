// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.bodies;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.util.Comparator;
import java.util.List;
import org.jboss.logging.Logger;
import org.ooni.backend.measurement.MeasurementAliases;
import org.ooni.backend.problem.Problem;

/**
 * Finds the bytes of a measurement wherever they lie: the freshest place first, each place only
 * when the one before it does not have them (measurement API 3.5).
 */
@ApplicationScoped
public class BodyArchive {

  private static final Logger LOG = Logger.getLogger(BodyArchive.class);

  @Inject MeasurementAliases aliases;

  @Inject @Any Instance<BodySource> everySource;

  private List<BodySource> sources;

  /** For the container. */
  protected BodyArchive() {}

  /** Over some places, in any order. */
  public BodyArchive(MeasurementAliases aliases, List<BodySource> sources) {
    this.aliases = aliases;
    this.sources = ordered(sources);
  }

  @PostConstruct
  void collect() {
    sources = ordered(everySource.stream().toList());
  }

  /** The measurement's own bytes, or why they cannot be had. */
  public BodyLookup find(BodyKey key) {
    boolean allReadable = true;
    BodyKey own = resolved(key);
    for (BodySource source : sources) {
      BodyLookup lookup = source.find(own);
      if (lookup instanceof BodyLookup.Found) {
        return lookup;
      }
      allReadable &= !(lookup instanceof BodyLookup.Unavailable);
    }
    return allReadable ? new BodyLookup.NotStored() : new BodyLookup.Unavailable();
  }

  private static List<BodySource> ordered(List<BodySource> sources) {
    return sources.stream().sorted(Comparator.comparing(BodySource::stage)).toList();
  }

  private BodyKey resolved(BodyKey key) {
    try {
      return new BodyKey(aliases.resolve(key.uid()), key.reportId(), key.input());
    } catch (Problem e) {
      // the places that need no database know the id they were given
      LOG.warn("alias not resolved, database not readable", e);
      return key;
    }
  }
}
