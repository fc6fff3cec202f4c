// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.runner;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What probes are told to measure: test lists, the rules of their order, and past counts. */
final class SeedProbeLists {

  private static final List<String> COUNTER_COLUMNS =
      List.of("week", "probe_cc", "probe_asn", "input", "msmt_cnt");

  private final SeedFile file;
  private final JsonNode fixtures;

  SeedProbeLists(SeedFile file) {
    this.file = file;
    this.fixtures = file.probeFixtures();
  }

  /** Inserts lists, rules and counters. The rules take the place of those of the schema. */
  void insert(Connection connection, LocalDate today) throws SQLException {
    SeedTables tables = new SeedTables(file, connection);
    ArrayNode list = rows("citizenlab", names("citizenlab_columns"));
    list.addAll(generated());
    tables.insert("citizenlab", list);
    try (Statement statement = connection.createStatement()) {
      statement.executeUpdate("DELETE FROM url_priorities");
    }
    tables.insert("url_priorities", rows("url_priorities", names("url_priorities_columns")));
    ArrayNode counters = rows("counters", COUNTER_COLUMNS);
    LocalDate thisWeek = today.with(TemporalAdjusters.previousOrSame(DayOfWeek.SUNDAY));
    for (JsonNode counter : counters) {
      LocalDate week = thisWeek.minusWeeks(counter.path("week").asInt());
      ((ObjectNode) counter).put("week", week.toString());
    }
    tables.insert("counters_asn_test_list", counters);
  }

  /** Writes the networks beside the other state, for a reader that takes them from a file. */
  Optional<Path> writeNetworks(Path directory) {
    if (!fixtures.has("geoip")) {
      return Optional.empty();
    }
    Path target = directory.resolve("geoip.json");
    try {
      Files.createDirectories(directory);
      Files.writeString(target, fixtures.path("geoip").toPrettyString());
      return Optional.of(target);
    } catch (IOException e) {
      throw new RunFailure("Cannot write " + target + ": " + e.getMessage(), e);
    }
  }

  private ArrayNode rows(String member, List<String> columns) {
    ArrayNode rows = JsonNodeFactory.instance.arrayNode();
    for (JsonNode values : fixtures.path(member)) {
      if (values.size() != columns.size()) {
        throw file.broken(member + "[" + rows.size() + "]", "has not one value per column", null);
      }
      ObjectNode row = rows.addObject();
      for (int i = 0; i < columns.size(); i++) {
        row.set(columns.get(i), values.get(i));
      }
    }
    return rows;
  }

  private ArrayNode generated() {
    ArrayNode rows = JsonNodeFactory.instance.arrayNode();
    JsonNode rule = fixtures.path("generated");
    for (int i = 0; i < rule.path("count").asInt(); i++) {
      rows.addObject()
          .put("domain", rule.path("domain").asText().formatted(i))
          .put("url", rule.path("url").asText().formatted(i))
          .put("cc", rule.path("cc").asText())
          .put("category_code", rule.path("category_code").asText());
    }
    return rows;
  }

  private List<String> names(String member) {
    List<String> names = new ArrayList<>();
    fixtures.path(member).forEach(name -> names.add(name.asText()));
    return names;
  }
}
