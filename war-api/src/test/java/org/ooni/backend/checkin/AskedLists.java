// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.checkin;

import java.util.List;
import java.util.Set;
import org.ooni.backend.place.CountryCode;
import org.ooni.backend.place.ProbeAsn;
import org.ooni.backend.prioritisation.RankedUrl;
import org.ooni.backend.prioritisation.TestListEntry;
import org.ooni.backend.prioritisation.TestLists;

/** Test lists of one URL, which remember what they were asked. */
final class AskedLists extends TestLists {

  String asked = "";

  @Override
  public List<RankedUrl> best(
      CountryCode country, ProbeAsn asn, Set<String> categories, int limit) {
    asked = "%s %s %s %d".formatted(country, asn, categories, limit);
    TestListEntry entry = new TestListEntry("a.org", "https://a.org/", CountryCode.UNKNOWN, "NEWS");
    return List.of(new RankedUrl(entry, 50, 100, 2.0));
  }
}
