// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.mozlog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jboss.logmanager.ExtLogRecord;
import org.jboss.logmanager.Level;
import org.jboss.logmanager.MDC;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MozlogFormatterTest {

  private final MozlogFormatter formatter = new MozlogFormatter();
  private final MozlogSchema schema = new MozlogSchema();

  @AfterEach
  void forget() {
    MDC.clear();
  }

  @Test
  void aRecordIsOneLineWithAllMembers() throws Exception {
    ExtLogRecord entry = entry("accept log open");
    entry.setInstant(Instant.parse("2026-11-26T08:00:00.123456789Z"));
    MDC.put("rid", "abc");
    JsonNode line = schema.valid(formatter.format(entry));
    assertEquals(1_795_680_000_123_456_789L, line.at("/Timestamp").longValue());
    assertEquals("org.example.Type", line.at("/Type").textValue());
    assertEquals("ooni-backend", line.at("/Logger").textValue());
    assertEquals(ProcessHandle.current().pid(), line.at("/Pid").longValue());
    assertEquals("accept log open", line.at("/Fields/msg").textValue());
    assertEquals("abc", line.at("/Fields/rid").textValue());
  }

  @ParameterizedTest
  @CsvSource({"FATAL, 2", "ERROR, 3", "WARN, 4", "INFO, 6", "DEBUG, 7", "TRACE, 7"})
  void levelsBecomeThoseOfSyslog(String level, int severity) throws Exception {
    ExtLogRecord entry = new ExtLogRecord(Level.parse(level), "text", "");
    assertEquals(severity, schema.valid(formatter.format(entry)).at("/Severity").intValue());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a\nb\r\tc",
        "\u001b[31m",
        "\u202e\u0000",
        "\"\\\"",
        "\ud83d\ude00 \ud800",
        "a{0}%s"
      })
  void noTextCanLeaveItsLine(String text) throws Exception {
    String line = formatter.format(entry(text));
    assertEquals(text, schema.valid(line).at("/Fields/msg").textValue());
    assertTrue(line.strip().chars().allMatch(c -> c >= ' ' && c < 0x7f), line);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{\"a\": 1}"})
  void aMessageThatIsEmptyOrAnObjectIsLeftOut(String text) throws Exception {
    JsonNode line = schema.valid(formatter.format(entry(text)));
    assertFalse(line.at("/Fields").has("msg"));
  }

  @Test
  void aMapGivesTheFieldsWithoutTheNulls() throws Exception {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("code", 200);
    fields.put("lang", null);
    fields.put("open", true);
    fields.put("rid", "mine");
    fields.put("share", Double.NaN);
    ExtLogRecord entry = entry("{0}");
    entry.setParameters(new Object[] {fields});
    MDC.put("rid", "the thread's");
    JsonNode line = schema.valid(formatter.format(entry));
    assertEquals(200, line.at("/Fields/code").intValue());
    assertTrue(line.at("/Fields/open").booleanValue());
    assertEquals("mine", line.at("/Fields/rid").textValue());
    assertEquals("NaN", line.at("/Fields/share").textValue());
    assertFalse(line.at("/Fields").has("lang") || line.at("/Fields").has("msg"));
  }

  @Test
  void anExceptionIsShownWithItsFirstCauseHoweverLong() throws Exception {
    ExtLogRecord entry = entry("unexpected error");
    Exception cause = new IllegalStateException("first\ncause");
    for (int i = 0; i < 40; i++) {
      cause = new IllegalStateException("x".repeat(2000), cause);
    }
    entry.setThrown(cause);
    JsonNode line = schema.valid(formatter.format(entry));
    assertTrue(line.at("/Fields/error").textValue().startsWith("java.lang.IllegalStateException"));
    assertTrue(line.at("/Fields/traceback").textValue().contains("first\ncause"));
    assertTrue(line.toString().length() < 40_000);
  }

  @ParameterizedTest
  @CsvSource({"a_b.example.org, a-b.example.org", "-, localhost", ", localhost"})
  void aHostNameIsOneByTheRules(String given, String expected) {
    assertEquals(expected, MozlogFormatter.hostname(given));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{'Timestamp':-1,'Type':'','Logger':'','Hostname':'a','EnvVersion':'2.0','Severity':6,'Pid':1,'Fields':{'a':1}}",
        "{'Timestamp':1,'Type':'','Logger':'','Hostname':'a_b!','EnvVersion':'2.0','Severity':6,'Pid':1,'Fields':{'a':1}}",
        "{'Timestamp':1,'Type':'','Logger':'','Hostname':'a','EnvVersion':'2.0','Severity':6,'Pid':1,'Fields':{}}",
        "{'Timestamp':1,'Type':'','Logger':'','Hostname':'a','EnvVersion':'2.0','Severity':6,'Pid':1,'Fields':{'a':null}}",
        "{'Timestamp':1,'Type':'','Logger':'','Hostname':'a','EnvVersion':'2.0','Severity':6,'Pid':1,'Fields':{'a':[1,'b']}}",
        "{'Timestamp':1,'Type':'request.summary','Logger':'','Hostname':'a','EnvVersion':'2.0','Severity':6,'Pid':1,'Fields':{'a':1}}"
      })
  void theSchemaRefusesWhatIsNoLine(String text) throws Exception {
    assertFalse(schema.isValid(text.replace('\'', '"')));
  }

  private static ExtLogRecord entry(String message) {
    ExtLogRecord entry =
        new ExtLogRecord(Level.INFO, message, ExtLogRecord.FormatStyle.NO_FORMAT, "");
    entry.setLoggerName("org.example.Type");
    return entry;
  }
}
