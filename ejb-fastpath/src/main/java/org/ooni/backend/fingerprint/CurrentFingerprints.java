// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.fingerprint;

import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

/**
 * The set of fingerprints in use. It is exchanged whole, so that a measurement is never scored with
 * parts of two sets.
 */
public final class CurrentFingerprints implements Supplier<FingerprintSnapshot> {

  private final AtomicReference<FingerprintSnapshot> snapshot;

  /** Starts with this set. */
  public CurrentFingerprints(FingerprintSnapshot first) {
    snapshot = new AtomicReference<>(first);
  }

  @Override
  public FingerprintSnapshot get() {
    return snapshot.get();
  }

  /** Takes another set into use and gives the one before. */
  public FingerprintSnapshot replace(FingerprintSnapshot next) {
    return snapshot.getAndSet(next);
  }
}
