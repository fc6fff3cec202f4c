// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.serverlog;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Goes through a log line by line. */
public final class ServerLog {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int MOST_FAULTS = 20;

  private final JsonSchemas schema = JsonSchemas.mozlog();
  private final List<String> faults = new ArrayList<>();
  private long lines;

  /** Holds each line to the schema, and shows those that are as they must be. */
  public void read(Path file, Consumer<JsonNode> each) throws IOException {
    try (BufferedReader reader = Files.newBufferedReader(file)) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        lines++;
        read(line, each);
      }
    }
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
