// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.archive;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * A list of the objects of an hour.
 *
 * @param number which one of the hour, from 0
 * @param previous SHA-256 of the one before
 */
record Manifest(
    String hour, int number, Optional<byte[]> previous, Instant madeAt, List<Entry> entries) {

  private static final ObjectMapper JSON = new ObjectMapper();

  /** A can in it. */
  record Entry(
      long canId,
      String postcanKey,
      long postcanBytes,
      byte[] postcanSha256,
      String jsonlKey,
      long jsonlBytes,
      byte[] jsonlSha256,
      int measurements,
      String firstUid,
      String lastUid) {}

  /** The object's bytes. */
  byte[] toJson() {
    ObjectNode manifest = JSON.createObjectNode();
    manifest.put("hour", hour).put("number", number);
    manifest.put("previous_sha256", previous.map(HexFormat.of()::formatHex).orElse(null));
    manifest.put("made_at", madeAt.toString());
    manifest.put("measurements", entries.stream().mapToLong(Entry::measurements).sum());
    var cans = manifest.putArray("cans");
    for (Entry entry : entries) {
      ObjectNode can = cans.addObject();
      can.put("measurements", entry.measurements());
      can.put("first_measurement_uid", entry.firstUid());
      can.put("last_measurement_uid", entry.lastUid());
      var objects = can.putArray("objects");
      describe(
          objects.addObject(), entry.postcanKey(), entry.postcanBytes(), entry.postcanSha256());
      describe(objects.addObject(), entry.jsonlKey(), entry.jsonlBytes(), entry.jsonlSha256());
    }
    try {
      String text = JSON.writerWithDefaultPrettyPrinter().writeValueAsString(manifest) + "\n";
      return text.getBytes(StandardCharsets.UTF_8);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree of texts and numbers", e);
    }
  }

  private static void describe(ObjectNode object, String key, long bytes, byte[] sha256) {
    object.put("key", key).put("bytes", bytes).put("sha256", HexFormat.of().formatHex(sha256));
  }
}
