// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.aggregation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.ooni.backend.asked.Reply;

/** Whatever is asked, the answer is what counting the measurements one by one gives. */
class RecountTest {

  private static final int QUESTIONS = 800;

  /** Where answers come from; "less" when something is taken away. */
  private static final List<String> KINDS =
      List.of(
          "fastpath",
          "rollup_country_day",
          "rollup_site_day",
          "rollup_network_day",
          "rollup_network_day rollup_network_month",
          "rollup_network_day rollup_network_month less",
          "rollup_category_day",
          "rollup_category_day rollup_category_month less",
          "rollup_category_day rollup_category_month rollup_category_year less");

  private static CountingApi api;
  private static Recount recount;

  @BeforeAll
  static void fill() throws SQLException {
    recount = Recount.random(new Random(5));
    api = CountingApi.over(recount.rows(), recount.lists());
  }

  @Test
  void everyAnswerEqualsARecount() {
    Random random = new Random(7);
    Map<String, Integer> tables = new TreeMap<>();
    int measurements = 0;
    for (int i = 0; i < QUESTIONS; i++) {
      Question question = Question.random(random, recount);
      Reply answer = api.ask(question.text());
      assertEquals(200, answer.status(), question + ": " + answer.text());
      List<Map<String, String>> expected = recount.answer(question);
      assertEquals(expected, groups(answer.json()), question.toString());
      measurements += expected.size();
      tables.merge(table(question), 1, Integer::sum);
    }
    assertTrue(measurements > QUESTIONS, "questions without an answer prove nothing");
    KINDS.forEach(
        kind -> assertTrue(tables.getOrDefault(kind, 0) > 5, kind + " of " + tables.toString()));
  }

  private static String table(Question question) {
    String sql = Plan.statement(question.query(), 1).sql();
    String tables =
        Stream.of(sql.split("[\\s()]+"))
            .filter(word -> word.equals("fastpath") || word.matches("rollup_.*_(day|month|year)"))
            .distinct()
            .sorted()
            .collect(Collectors.joining(" "));
    return sql.contains("-measurement_count") ? tables + " less" : tables;
  }

  private static List<Map<String, String>> groups(JsonNode answer) {
    List<Map<String, String>> groups = new ArrayList<>();
    JsonNode result = answer.get("result");
    (result.isArray() ? result : List.of(result)).forEach(group -> groups.add(members(group)));
    return groups;
  }

  private static Map<String, String> members(JsonNode group) {
    return group.properties().stream()
        .collect(
            Collectors.toMap(
                Map.Entry::getKey,
                member -> member.getValue().asText(),
                (a, b) -> a,
                TreeMap::new));
  }
}
