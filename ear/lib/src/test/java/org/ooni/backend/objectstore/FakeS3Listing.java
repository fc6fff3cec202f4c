// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.objectstore;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What a fake store answers when it is asked for its objects. */
final class FakeS3Listing {

  /** So few that a list of some objects has more than one page. */
  private static final int PAGE = 3;

  private FakeS3Listing() {}

  static boolean isAskedFor(URI request) {
    return request.getQuery() != null && request.getQuery().contains("list-type=2");
  }

  /** A page of the keys that begin as the request says, behind the last of the page before. */
  static byte[] of(URI request, Map<String, byte[]> objects) {
    Map<String, String> parameters = parameters(request.getRawQuery());
    String prefix = parameters.getOrDefault("prefix", "");
    String behind = parameters.getOrDefault("continuation-token", "");
    List<String> keys =
        objects.keySet().stream()
            .filter(key -> key.startsWith(prefix) && key.compareTo(behind) > 0)
            .toList();
    List<String> page = keys.subList(0, Math.min(PAGE, keys.size()));
    boolean more = page.size() < keys.size();
    StringBuilder xml = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>");
    xml.append("<ListBucketResult><Name>bucket</Name><Prefix>").append(prefix);
    xml.append("</Prefix><IsTruncated>").append(more).append("</IsTruncated>");
    if (more) {
      xml.append("<NextContinuationToken>").append(page.get(page.size() - 1));
      xml.append("</NextContinuationToken>");
    }
    for (String key : page) {
      xml.append("<Contents><Key>").append(key).append("</Key><Size>");
      xml.append(objects.get(key).length).append("</Size>");
      xml.append("<LastModified>2026-11-22T06:17:12.000Z</LastModified></Contents>");
    }
    return xml.append("</ListBucketResult>").toString().getBytes(StandardCharsets.UTF_8);
  }

  private static Map<String, String> parameters(String query) {
    Map<String, String> parameters = new TreeMap<>();
    for (String parameter : query.split("&")) {
      String[] parts = parameter.split("=", 2);
      String value = parts.length < 2 ? "" : parts[1];
      parameters.put(parts[0], URLDecoder.decode(value, StandardCharsets.UTF_8));
    }
    return parameters;
  }
}
