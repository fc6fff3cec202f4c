// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.system;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;
import org.ooni.backend.system.ExplorerPages.Call;
import org.ooni.backend.system.ExplorerPages.Member;
import org.ooni.backend.system.ExplorerPages.Page;
import org.ooni.backend.system.Probe.Answer;

/** The calls of each page of Explorer, as a browser makes them from another origin. */
@ExtendWith(DeployedSystem.class)
class ExplorerIT {

  private static final String ORIGIN = "https://explorer.ooni.org";
  private static final LocalDate TODAY =
      LocalDate.ofInstant(Clock.systemUTC().instant(), ZoneOffset.UTC);
  private static final String DOMAIN = "www.explorer.example";
  private static final String URL = "https://" + DOMAIN + "/";
  private static final String LEDGER = "seen-by-explorer";

  private static final String MEASURE =
      """
      insert into fastpath (measurement_uid, report_id, input, domain, probe_cc, probe_asn,
        test_name, test_start_time, measurement_start_time, scores, platform, anomaly, confirmed,
        msm_failure)
      values (?, 'report', ?, ?, 'IS', 64496, 'web_connectivity', ?, ?, '{"blocking_general":1.0}',
        'linux', true, false, false)
      """;

  private static Probe browser;
  private static String token;
  private static String report;
  private static String uid;

  @BeforeAll
  static void seed() throws Exception {
    browser = new Probe(DeployedSystem.platform().baseUri());
    token = Tokens.user(DeployedSystem.platform());
    try (Connection connection = DeployedSystem.platform().applicationConnection();
        PreparedStatement measure = connection.prepareStatement(MEASURE);
        Statement other = connection.createStatement()) {
      measure(measure, "explorer-measurement-1");
      measure(measure, "explorer-measurement-2");
      other.execute(
          """
          insert into citizenlab values ('www.explorer.example', 'https://www.explorer.example/',
            'ZZ', 'NEWS');
          insert into asnmeta (asn, org_name, changed) values (64496, 'Example', '2020-01-01');
          select rollup_drain(1000000)
          """);
    }
    submit();
    byte[] feedback =
        "{\"measurement_uid\":\"%s\",\"status\":\"blocked.dns\"}"
            .formatted(uid)
            .getBytes(StandardCharsets.UTF_8);
    Answer said =
        browser.post("/api/_/measurement_feedback", feedback, "Authorization", "Bearer " + token);
    assertEquals(200, said.status(), said.text());
  }

  /** One that has a body. */
  private static void submit() throws Exception {
    report = browser.openReport();
    String content = Fixtures.content(report, LEDGER, TODAY + " 00:00:00", 1000);
    Answer answer = browser.post("/report/" + report, Fixtures.envelope(content));
    uid = answer.json().get("measurement_uid").textValue();
    await()
        .atMost(DeployedSystem.PATIENCE)
        .until(
            () ->
                browser
                    .get("/api/v1/measurement_meta?measurement_uid=" + uid)
                    .json()
                    .has("measurement_uid"));
  }

  private static void measure(PreparedStatement statement, String uid) throws SQLException {
    statement.setString(1, uid);
    statement.setString(2, URL);
    statement.setString(3, DOMAIN);
    statement.setObject(4, TODAY.atStartOfDay().atOffset(ZoneOffset.UTC));
    statement.setObject(5, TODAY.atStartOfDay().plusSeconds(1).atOffset(ZoneOffset.UTC));
    statement.executeUpdate();
  }

  @TestFactory
  Stream<DynamicTest> everyPageGetsWhatItNeeds() {
    List<Page> pages =
        ExplorerPages.read(
            Map.of(
                "today",
                TODAY.toString(),
                "tomorrow",
                TODAY.plusDays(1).toString(),
                "domain",
                DOMAIN,
                "input",
                "https://example.org/" + LEDGER,
                "report",
                report,
                "uid",
                uid));
    assertFalse(pages.isEmpty());
    return pages.stream().map(page -> DynamicTest.dynamicTest(page.name(), () -> visit(page)));
  }

  private static void visit(Page page) throws Exception {
    assertFalse(page.calls().isEmpty());
    for (Call call : page.calls()) {
      Answer answer =
          browser.get(call.path(), "Origin", ORIGIN, "Authorization", "Bearer " + token);
      assertEquals(200, answer.status(), call.path() + " " + answer.text());
      assertEquals(ORIGIN, header(answer, "Access-Control-Allow-Origin"), call.path());
      assertFalse(call.members().isEmpty(), call.path());
      for (Member member : call.members()) {
        Shape.assertHas(member, answer.json());
      }
    }
  }

  /** Hostile case F11, and the measurement API, section 1.5. */
  @Test
  void refusalsCanBeReadByThePageThatAskedAndByNoOtherWithCredentials() throws Exception {
    for (String path : List.of("/api/_/country_overview", "/api/v1/raw_measurement", "/api/_/x")) {
      Answer own = browser.get(path, "Origin", ORIGIN);
      assertEquals(4, own.status() / 100, path);
      assertEquals(ORIGIN, header(own, "Access-Control-Allow-Origin"), path);
      assertEquals("true", header(own, "Access-Control-Allow-Credentials"), path);
      for (String evil : List.of("https://evil", "null", "https://x.ooni.org.evil")) {
        Answer other = browser.get(path, "Origin", evil);
        assertEquals("*", header(other, "Access-Control-Allow-Origin"), path + " " + evil);
        assertEquals("", header(other, "Access-Control-Allow-Credentials"), path + " " + evil);
      }
    }
  }

  @Test
  void whatDependsOnTheOriginSaysSo() throws Exception {
    for (String path : List.of("/api/_/networks", "/api/_/test_names", "/api/v1/measurements")) {
      Answer answer = browser.get(path);
      assertEquals(200, answer.status());
      String vary = String.join(",", answer.headers().allValues("Vary"));
      assertEquals(true, List.of(vary.split(", *")).contains("Origin"), path + ": " + vary);
    }
  }

  @Test
  void aPreflightIsAnswered() throws Exception {
    for (String path : List.of("/api/_/measurement_feedback", "/api/v1/measurements")) {
      Answer answer =
          browser.send(
              "OPTIONS",
              path,
              new byte[0],
              "Origin",
              ORIGIN,
              "Access-Control-Request-Method",
              "POST",
              "Access-Control-Request-Headers",
              "authorization,content-type");
      assertEquals(204, answer.status());
      assertEquals(ORIGIN, header(answer, "Access-Control-Allow-Origin"));
      assertEquals("authorization,content-type", header(answer, "Access-Control-Allow-Headers"));
    }
  }

  private static String header(Answer answer, String name) {
    return answer.headers().firstValue(name).orElse("");
  }
}
