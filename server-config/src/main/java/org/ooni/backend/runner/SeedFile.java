// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.runner;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The text of a seed, with its dates made concrete: <code>{{d-3}}</code> is the day three days ago
 * as 2024-01-31, <code>{{ymd-3}}</code> the same as 20240131.
 *
 * @param name for messages
 * @param content a JSON object
 */
record SeedFile(String name, JsonNode content) {

  private static final String DEMO = "/seed/demo.json";
  private static final Pattern DAY = Pattern.compile("\\{\\{(d|ymd)-(\\d{1,5})\\}\\}");

  /**
   * Reads it whole.
   *
   * @throws RunFailure when it is absent or no JSON object
   */
  static SeedFile read(Seed seed, LocalDate today) {
    String name = seed.file().map(Path::toString).orElse(DEMO);
    try {
      String text =
          seed.file().isPresent()
              ? concrete(Files.readString(seed.file().get()), today)
              : withHashes(concrete(demo(), today));
      JsonNode content = new ObjectMapper().readTree(text);
      if (content == null || !content.isObject()) {
        throw new RunFailure(
            "Seed file " + name + " holds no JSON object: give another one with -Dseed=FILE");
      }
      return new SeedFile(name, content);
    } catch (JsonProcessingException e) {
      throw new RunFailure(
          "Seed file %s is no JSON (line %d): give another one with -Dseed=FILE"
              .formatted(name, e.getLocation() == null ? 0 : e.getLocation().getLineNr()),
          e);
    } catch (IOException e) {
      throw new RunFailure(
          "Seed file " + name + " cannot be read: give another one with -Dseed=FILE", e);
    }
  }

  /** The part about what probes are told to do, which has a form of its own; else missing. */
  JsonNode probeFixtures() {
    JsonNode inner = content.path("fixtures");
    JsonNode candidate = inner.isObject() ? inner : content;
    return candidate.has("citizenlab_columns") ? candidate : MissingNode.getInstance();
  }

  /** A complaint that names the member. */
  RunFailure broken(String member, String reason, Exception cause) {
    return new RunFailure(
        "Seed file %s, member %s: %s"
            .formatted(name, member, reason.lines().findFirst().orElse("")),
        cause);
  }

  private static String concrete(String text, LocalDate today) {
    return DAY.matcher(text)
        .replaceAll(
            match -> {
              LocalDate day = today.minusDays(Long.parseLong(match.group(2)));
              return "d".equals(match.group(1))
                  ? day.toString()
                  : day.format(DateTimeFormatter.BASIC_ISO_DATE);
            });
  }

  /** Its uids end as real ones do, so that its archive can be scored again: bodies have dates. */
  private static String withHashes(String demo) throws JsonProcessingException {
    String text = demo;
    JsonNode bodies = new ObjectMapper().readTree(demo).path("spool_files");
    for (Map.Entry<String, JsonNode> body : bodies.properties()) {
      String uid = SeedBodies.uid(body.getKey());
      String before = uid.substring(0, uid.lastIndexOf('_') + 1);
      text = text.replace(uid, before + SeedBodies.hash(body.getValue().path("content")));
    }
    return text;
  }

  private static String demo() throws IOException {
    try (InputStream stream = SeedFile.class.getResourceAsStream(DEMO)) {
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
