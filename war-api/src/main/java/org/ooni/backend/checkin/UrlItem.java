// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.checkin;

import java.util.LinkedHashMap;
import java.util.Map;
import org.ooni.backend.prioritisation.RankedUrl;

/** A URL as probes read it. */
final class UrlItem {

  private UrlItem() {}

  static Map<String, Object> of(RankedUrl ranked) {
    Map<String, Object> item = new LinkedHashMap<>();
    item.put("category_code", ranked.entry().category());
    item.put("country_code", ranked.entry().countryCode());
    item.put("url", ranked.entry().url());
    return item;
  }

  /** With the numbers that put it in its place. */
  static Map<String, Object> explained(RankedUrl ranked) {
    Map<String, Object> item = of(ranked);
    item.put("msmt_cnt", ranked.measurements());
    item.put("priority", ranked.priority());
    item.put("weight", ranked.weight());
    return item;
  }
}
