// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.objectstore;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Makes the one object store of a deployment from its settings. */
@ApplicationScoped
class ConfiguredObjectStore {

  @Produces
  @Singleton
  ObjectStore store(
      @ConfigProperty(name = "S3_ENDPOINT") URI endpoint,
      @ConfigProperty(name = "S3_ACCESS_KEY") Optional<String> accessKey,
      @ConfigProperty(name = "S3_SECRET_KEY") Optional<String> secretKey,
      @ConfigProperty(name = "S3_BUCKET") String bucket,
      @ConfigProperty(name = "S3_TIMEOUT") Duration timeout,
      @ConfigProperty(name = "S3_TRANSFER_TIMEOUT") Duration transferTimeout) {
    // a start without them was stopped, with the names of all secrets that are missing
    return new ObjectStore(
        endpoint,
        accessKey.orElseThrow(),
        secretKey.orElseThrow(),
        bucket,
        timeout,
        transferTimeout);
  }

  void close(@Disposes ObjectStore store) throws Exception {
    store.close();
  }
}
