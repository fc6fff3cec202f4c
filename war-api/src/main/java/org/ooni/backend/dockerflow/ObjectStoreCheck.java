// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.dockerflow;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.util.List;
import org.ooni.backend.objectstore.ObjectStore;

/** The object store answers, and has the bucket. */
@ApplicationScoped
class ObjectStoreCheck implements Check {

  @Inject ObjectStore store;

  @Override
  public String name() {
    return "object_store";
  }

  @Override
  public List<Finding> check() {
    try {
      return store.hasBucket()
          ? List.of()
          : List.of(Finding.error("object_store.bucket", "the bucket is missing"));
    } catch (IOException e) {
      return List.of(Finding.error("object_store.unreachable", "the object store does not answer"));
    }
  }
}
