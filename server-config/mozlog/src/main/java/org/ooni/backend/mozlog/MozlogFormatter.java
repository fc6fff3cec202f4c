// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.mozlog;

import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.logging.Level;
import org.jboss.logmanager.ExtFormatter;
import org.jboss.logmanager.ExtLogRecord;

/**
 * Writes a record as mozlog 2.0. What the record's thread carries (such as {@code rid}) is among
 * the fields; a record whose only parameter is a map has its fields from it and no message.
 */
public final class MozlogFormatter extends ExtFormatter {

  private static final String APPLICATION = "ooni-backend";
  private static final long NANOSECONDS = 1_000_000_000L;
  private static final int LONGEST_MESSAGE = 8_000;
  private static final int LONGEST_TRACE = 24_000;
  private static final int USUAL_LENGTH = 512;
  private static final int FATAL = 1100;

  private final String host = hostname(new ExtLogRecord(Level.INFO, "", "").getHostName());
  private final long process = ProcessHandle.current().pid();

  @Override
  public String format(ExtLogRecord entry) {
    Instant time = entry.getInstant();
    JsonLine line =
        new JsonLine(USUAL_LENGTH)
            .add("Timestamp", time.getEpochSecond() * NANOSECONDS + time.getNano())
            .add("Type", Objects.requireNonNullElse(entry.getLoggerName(), ""))
            .add("Logger", APPLICATION)
            .add("Hostname", host)
            .add("EnvVersion", "2.0")
            .add("Severity", severity(entry.getLevel()))
            .add("Pid", process);
    fields(line.begin("Fields"), entry);
    return line.end().line();
  }

  private static void fields(JsonLine line, ExtLogRecord entry) {
    Optional<Map<?, ?>> given = given(entry);
    given.ifPresent(
        map -> map.forEach((name, value) -> addIfPresent(line, name.toString(), value)));
    if (given.isEmpty()) {
      addMessage(line, entry.getFormattedMessage());
    }
    if (entry.getThrown() != null) {
      line.add("error", shortened(entry.getThrown().toString(), LONGEST_MESSAGE));
      line.add("traceback", shortened(Traceback.of(entry.getThrown()), LONGEST_TRACE));
    }
    entry
        .getMdcCopy()
        .forEach(
            (name, value) -> {
              if (given.isEmpty() || !given.get().containsKey(name)) {
                addIfPresent(line, name, value);
              }
            });
    line.add("thread", Objects.requireNonNullElse(entry.getThreadName(), ""));
  }

  /** The fields of a record that has no message. */
  static Optional<Map<?, ?>> given(ExtLogRecord entry) {
    Object[] parameters = entry.getParameters();
    return parameters != null && parameters.length == 1 && parameters[0] instanceof Map<?, ?> map
        ? Optional.of(map)
        : Optional.empty();
  }

  private static void addIfPresent(JsonLine line, String name, Object value) {
    if (value != null) {
      line.addValue(name, value);
    }
  }

  /** As mozlog has it: none when it is empty or looks like an object. */
  private static void addMessage(JsonLine line, String message) {
    if (message != null
        && !message.isEmpty()
        && !(message.startsWith("{") && message.endsWith("}"))) {
      line.add("msg", shortened(message, LONGEST_MESSAGE));
    }
  }

  /** Leaves out the middle: the first cause stands at the end. */
  private static String shortened(String text, int length) {
    return text.length() <= length
        ? text
        : text.substring(0, length / 2) + " ... " + text.substring(text.length() - length / 2);
  }

  /** Severity as syslog counts it. */
  private static int severity(Level level) {
    int value = level.intValue();
    if (value >= FATAL) {
      return 2;
    }
    if (value >= Level.SEVERE.intValue()) {
      return 3;
    }
    if (value >= Level.WARNING.intValue()) {
      return 4;
    }
    return value >= Level.INFO.intValue() ? 6 : 7;
  }

  /** A name that is one by the rules of host names. */
  static String hostname(String name) {
    String valid =
        Objects.requireNonNullElse(name, "")
            .replaceAll("[^A-Za-z0-9.-]", "-")
            .replaceAll("^[.-]+|[.-]+$", "");
    return valid.isEmpty() ? "localhost" : valid;
  }
}
