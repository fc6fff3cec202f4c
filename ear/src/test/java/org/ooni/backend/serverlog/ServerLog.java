// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.serverlog;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Goes through a log line by line. */
public final class ServerLog {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int MOST_FAULTS = 20;

  private static final Pattern TIME = Pattern.compile("\\{\"Timestamp\":(\\d{19}),");
  private static final long NANOSECONDS = 1_000_000_000L;

  private final long since;
  private final JsonSchemas schema = JsonSchemas.mozlog();
  private final List<String> faults = new ArrayList<>();
  private long lines;

  /** Holds all lines. */
  public ServerLog() {
    this(Instant.EPOCH);
  }

  /** Holds the lines from the first one on that is not older than this. */
  public ServerLog(Instant since) {
    this.since = since.getEpochSecond() * NANOSECONDS + since.getNano();
  }

  /** Holds each line to the schema, and shows those that are as they must be. */
  public void read(Path file, Consumer<JsonNode> each) throws IOException {
    try (BufferedReader reader = Files.newBufferedReader(file, StandardCharsets.US_ASCII)) {
      boolean begun = false;
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        begun |= since == 0 || time(line) >= since;
        if (begun) {
          lines++;
          read(line, each);
        }
      }
    }
  }

  private static long time(String line) {
    Matcher time = TIME.matcher(line);
    return time.lookingAt() ? Long.parseLong(time.group(1)) : 0;
  }

  private void read(String line, Consumer<JsonNode> each) {
    try {
      JsonNode node = JSON.readTree(line);
      List<String> found = schema.faults(node);
      if (found.isEmpty()) {
        each.accept(node);
        return;
      }
      fault(found + " " + line);
    } catch (JsonProcessingException e) {
      fault("no JSON: " + line);
    }
  }

  private void fault(String text) {
    if (faults.size() < MOST_FAULTS) {
      faults.add(text);
    }
  }

  /** How many lines there were. */
  public long lines() {
    return lines;
  }

  /** What is wrong, of the first lines at fault. */
  public List<String> faults() {
    return List.copyOf(faults);
  }
}
