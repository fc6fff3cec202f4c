// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.fastpath;

import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.ooni.backend.place.CountryCode;
import org.ooni.backend.place.ProbeAsn;
import org.ooni.backend.prioritisation.TestLists;

/** Test lists that remember which measurements they were told of. */
final class ToldLists extends TestLists {

  final List<String> told = new CopyOnWriteArrayList<>();

  @Override
  public void measured(LocalDate week, CountryCode country, ProbeAsn asn, String url) {
    told.add("%s %s %d %s".formatted(week, country, asn.number(), url));
  }
}
