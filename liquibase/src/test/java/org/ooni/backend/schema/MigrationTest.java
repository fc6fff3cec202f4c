// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.schema;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class MigrationTest {

  private final MigratedPostgres postgres = MigratedPostgres.shared();

  @Test
  void nothingIsPendingAfterAnUpdate() {
    assertEquals(List.of(), new Migration(postgres.owner()).pending());
  }

  @Test
  void applicationMayAskWhatIsPending() {
    assertEquals(List.of(), new Migration(postgres.application()).pending());
  }

  @Test
  void secondUpdateDoesNothing() {
    List<String> applied = new ArrayList<>();
    new Migration(postgres.owner()).update((done, total, id) -> applied.add(id));
    assertEquals(List.of(), applied);
  }
}
