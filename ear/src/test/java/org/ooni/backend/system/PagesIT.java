// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.system;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The pages for people as a browser shows them; pictures of them are in target/pages. */
@ExtendWith(DeployedSystem.class)
class PagesIT {

  private static final Path PICTURES = Path.of("target", "pages");
  private static final String STOPS = "[...document.querySelectorAll('a, summary, .wide')]";

  /** What the table of the chart says of the last three minutes. */
  private static final String LAST_MINUTES =
      "[...document.querySelectorAll('td.number')].slice(-3)"
          + ".reduce((sum, cell) => sum + Number(cell.textContent.replaceAll(',', '')), 0)";

  private static final int TAB = 9;
  private static final int ENTER = 13;

  private static Browser browser;

  private final URI base = DeployedSystem.platform().baseUri();
  private final Probe probe = new Probe(base);
  private BrowserTab tab;

  @BeforeAll
  static void startBrowser() throws Exception {
    browser = Browser.start(Path.of(System.getProperty("run.dir")));
  }

  @AfterAll
  static void stopBrowser() throws Exception {
    if (browser != null) {
      browser.close();
    }
  }

  @BeforeEach
  void openTab() throws Exception {
    // another test may just have had the database away
    await()
        .atMost(DeployedSystem.PATIENCE)
        .until(() -> probe.get("/").text().contains("id=\"measurements\""));
    tab = browser.tab();
  }

  @AfterEach
  void closeTab() {
    tab.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/status"})
  void nobodyElseIsAskedAndNothingIsRefused(String page) throws Exception {
    tab.open(base.resolve(page));
    List<String> asked =
        tab.events("Network.requestWillBeSent").stream()
            .map(event -> event.at("/request/url").textValue())
            .toList();
    assertTrue(asked.contains(base + "pages/style.css"), asked.toString());
    assertTrue(asked.stream().allMatch(url -> url.startsWith(base.toString())), asked.toString());
    List<String> statuses =
        tab.events("Network.responseReceived").stream()
            .map(event -> event.at("/response/status").asText())
            .distinct()
            .toList();
    assertEquals(List.of("200"), statuses);
    // violations of the policy, among others
    assertEquals(List.of(), tab.events("Log.entryAdded"));
    assertEquals(List.of(), tab.events("Runtime.consoleAPICalled"));
    assertEquals("", tab.value("document.cookie").textValue());
  }

  @ParameterizedTest
  @CsvSource({"/, measurements today", "/status, Last runs"})
  void aPageIsWholeWithoutScripts(String page, String text) throws Exception {
    tab.call("Emulation.setScriptExecutionDisabled", Map.of("value", true));
    tab.open(base.resolve(page));
    List<String> names = tab.accessibleNames();
    assertTrue(names.stream().anyMatch(name -> name.contains(text)), names.toString());
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/status"})
  void assistiveTechnologyIsToldWhatIsWhere(String page) throws Exception {
    tab.open(base.resolve(page));
    assertEquals("en", tab.value("document.documentElement.lang").textValue());
    assertFalse(tab.value("document.title").textValue().isBlank());
    List<String> names = tab.accessibleNames();
    for (String part : List.of("main ", "navigation Pages", "contentinfo ", "banner ")) {
      assertEquals(1, names.stream().filter(part::equals).count(), part + names);
    }
    assertEquals(1, tab.value("document.querySelectorAll('h1').length").intValue());
    assertTrue(
        names.stream().anyMatch(name -> name.matches("image Measurements .*(in all|None).*")),
        names.toString());
    List<String> nameless =
        names.stream().filter(name -> name.matches("(link|image|columnheader) ")).toList();
    assertEquals(List.of(), nameless);
  }

  @ParameterizedTest
  @CsvSource({"/, light", "/, dark", "/status, light", "/status, dark"})
  void textCanBeToldFromWhatIsBehindIt(String page, String scheme) throws Exception {
    prefer("prefers-color-scheme", scheme);
    tab.open(base.resolve(page));
    tab.value("document.querySelectorAll('details').forEach(d => d.open = true)");
    JsonNode result = tab.value(script("contrast.js"));
    assertTrue(result.get("seen").intValue() > 40, result.toString());
    assertEquals("[]", result.get("faults").toString());
    tab.screenshot(PICTURES.resolve("%s-%s.png".formatted(nameOf(page), scheme)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/status"})
  void theKeyboardReachesEverythingAndIsSeen(String page) throws Exception {
    tab.open(base.resolve(page));
    tab.press("Tab", TAB);
    assertEquals("#main", focus("getAttribute('href')"));
    assertTrue(tab.value("document.activeElement.getBoundingClientRect().left >= 0").asBoolean());
    tab.press("Enter", ENTER);
    assertEquals("main", focus("id"));
    tab.open(base.resolve(page));
    int all = tab.value(STOPS + ".length").intValue();
    for (int i = 0; i < all; i++) {
      tab.press("Tab", TAB);
      assertEquals(i, tab.value(STOPS + ".indexOf(document.activeElement)").intValue());
      assertEquals(
          "solid", tab.value("getComputedStyle(document.activeElement).outlineStyle").asText());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/status"})
  void aNarrowScreenShowsAllOfIt(String page) throws Exception {
    tab.call(
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", 320, "height", 640, "deviceScaleFactor", 1, "mobile", true));
    tab.open(base.resolve(page));
    assertEquals(320, tab.value("document.documentElement.scrollWidth").intValue());
    tab.screenshot(PICTURES.resolve(nameOf(page) + "-narrow.png"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/status"})
  void nothingMovesForWhoDoesNotWantIt(String page) throws Exception {
    prefer("prefers-reduced-motion", "reduce");
    tab.open(base.resolve(page));
    assertEquals(0, tab.value("document.getAnimations().length").intValue());
    assertEquals(
        "auto", tab.value("getComputedStyle(document.documentElement).scrollBehavior").textValue());
  }

  @Test
  void theNumbersFollowWhatProbesSend() throws Exception {
    // what is sent says that it was measured a minute ago, which is to be today
    await()
        .atMost(DeployedSystem.PATIENCE)
        .until(() -> LocalTime.now(ZoneOffset.UTC).isAfter(LocalTime.of(0, 2)));
    tab.open(base);
    long before = number("measurements");
    new Ledger(probe).post(20, () -> {});
    await()
        .atMost(DeployedSystem.PATIENCE)
        .untilAsserted(
            () -> {
              tab.open(base);
              assertTrue(number("measurements") >= before + 20, text("measurements"));
              assertTrue(number("countries") >= 1, text("countries"));
              assertTrue(number("last-hour") >= 20, text("last-hour"));
              assertTrue(tab.value(LAST_MINUTES).intValue() >= 20, "the chart lags behind");
            });
    tab.screenshot(PICTURES.resolve("landing-numbers.png"));
  }

  private long number(String id) {
    return Long.parseLong(text(id).replace(",", ""));
  }

  private String text(String id) {
    return tab.value("document.getElementById('%s').textContent".formatted(id)).textValue();
  }

  private String focus(String property) {
    return tab.value("document.activeElement." + property).textValue();
  }

  private void prefer(String feature, String value) {
    tab.call(
        "Emulation.setEmulatedMedia",
        Map.of("features", List.of(Map.of("name", feature, "value", value))));
  }

  private static String nameOf(String page) {
    return page.equals("/") ? "landing" : page.substring(1);
  }

  private static String script(String name) throws IOException {
    try (InputStream file = PagesIT.class.getResourceAsStream(name)) {
      return new String(file.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
