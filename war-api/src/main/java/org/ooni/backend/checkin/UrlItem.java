// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.checkin;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.io.SerializedString;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.ooni.backend.prioritisation.RankedUrl;

/** A URL as probes read it. */
final class UrlItem {

  private static final SerializableString CATEGORY_CODE = new SerializedString("category_code");
  private static final SerializableString COUNTRY_CODE = new SerializedString("country_code");
  private static final SerializableString URL = new SerializedString("url");

  private UrlItem() {}

  /** Straight into the answer: there are a hundred in each check-in. */
  static void write(RankedUrl ranked, JsonGenerator json) throws IOException {
    json.writeStartObject();
    json.writeFieldName(CATEGORY_CODE);
    json.writeString(ranked.entry().category());
    json.writeFieldName(COUNTRY_CODE);
    json.writeString(ranked.entry().countryCode());
    json.writeFieldName(URL);
    json.writeString(ranked.entry().url());
    json.writeEndObject();
  }

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
