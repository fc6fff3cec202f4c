// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.legacy;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.ooni.backend.json.Json;
import org.ooni.backend.json.JsonArray;
import org.ooni.backend.json.JsonLiteral;
import org.ooni.backend.json.JsonObject;
import org.ooni.backend.json.JsonText;

/** What old DNS tests wrote about resolvers and their answers, in today's form. */
final class DnsEntries {

  private static final String CONSISTENCY = "dns_consistency";
  private static final Set<String> NETTESTS = Set.of(CONSISTENCY, "dns_injection");
  private static final Set<String> REPLACED = Set.of("test_resolvers", "tampering", "queries");
  private static final Set<String> REPLACED_IN_QUERY =
      Set.of("query", "resolver", "addrs", "answers");
  private static final Pattern ASKED = Pattern.compile("(?d)\\[Query\\('(.+)'");

  private DnsEntries() {}

  /** Changes the measurement when it is of a DNS test. */
  static void normalise(JsonObject measurement) {
    String nettest = measurement.member("test_name").text();
    if (!NETTESTS.contains(nettest)
        || !(measurement.member("test_keys") instanceof JsonObject old)) {
      return;
    }
    JsonObject testKeys = Members.without(old, REPLACED);
    Json tampering = old.member("tampering");
    if (tampering.isTruthy()) {
      putTampering(testKeys, tampering);
    } else if (nettest.equals(CONSISTENCY)) {
      putTampering(testKeys, new JsonObject());
    }
    List<Json> queries = new ArrayList<>();
    if (old.member("queries") instanceof JsonArray given) {
      given.elements().forEach(query -> queries.add(query(query)));
    }
    testKeys.put("queries", new JsonArray(queries));
    measurement.put("test_keys", testKeys);
  }

  private static void putTampering(JsonObject testKeys, Json tampering) {
    testKeys.put("errors", tampering);
    testKeys.put("successful", resolvers(tampering, Json::isFalse));
    // a false verdict puts a resolver in both lists, as in all that is archived of these years
    testKeys.put("failed", resolvers(tampering, verdict -> !verdict.isTrue()));
    testKeys.put("inconsistent", resolvers(tampering, Json::isTrue));
  }

  /** The resolvers with such a verdict, from an object of verdicts or from pairs. */
  private static JsonArray resolvers(Json tampering, Predicate<Json> verdict) {
    List<Json> chosen = new ArrayList<>();
    if (tampering instanceof JsonObject object) {
      for (String resolver : object.names()) {
        if (verdict.test(object.member(resolver))) {
          chosen.add(JsonText.of(resolver));
        }
      }
    } else if (tampering instanceof JsonArray pairs) {
      for (Json pair : pairs.elements()) {
        if (isPair(pair) && verdict.test(element(pair, 1))) {
          chosen.add(element(pair, 0));
        }
      }
    }
    return new JsonArray(chosen);
  }

  private static Json query(Json given) {
    if (!(given instanceof JsonObject old)) {
      return given;
    }
    JsonObject query = Members.without(old, REPLACED_IN_QUERY);
    query.put("hostname", hostname(old.member("query")));
    Json resolver = old.member("resolver");
    boolean known = isPair(resolver);
    query.put("resolver_hostname", known ? element(resolver, 0) : JsonLiteral.NULL);
    query.put("resolver_port", known ? element(resolver, 1) : JsonLiteral.NULL);
    List<Json> answers = new ArrayList<>();
    if (old.member("answers") instanceof JsonArray list) {
      list.elements().forEach(answer -> answers.add(DnsAnswer.of(answer)));
    }
    query.put("answers", new JsonArray(answers));
    Json failure = old.memberOr("failure", JsonLiteral.NULL);
    boolean silent = answers.isEmpty() && !failure.isTruthy();
    query.put("failure", silent ? JsonText.of("no_answer") : failure);
    return query;
  }

  /** The name in {@code [Query('name', 1, 1)]}: empty when there is none, null without a query. */
  private static Json hostname(Json query) {
    return query instanceof JsonText text
        ? JsonText.of(DnsAnswer.found(ASKED, text.text()))
        : JsonLiteral.NULL;
  }

  private static boolean isPair(Json value) {
    return value instanceof JsonArray array && array.elements().size() == 2;
  }

  private static Json element(Json pair, int position) {
    return ((JsonArray) pair).elements().get(position);
  }
}
