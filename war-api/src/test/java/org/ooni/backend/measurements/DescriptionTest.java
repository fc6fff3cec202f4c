// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.measurements;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.ws.rs.core.MultivaluedHashMap;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.ooni.backend.queries.Parameters;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** The description of the API and the code say the same. */
class DescriptionTest {

  private static final String LIST = "/api/v1/measurements";

  private final Map<?, ?> description = load();

  @Test
  void everyParameterOfAListIsDescribed() {
    Set<String> read = new TreeSet<>();
    MultivaluedHashMap<String, String> recorder =
        new MultivaluedHashMap<>() {
          private static final long serialVersionUID = 1L;

          @Override
          public List<String> getOrDefault(Object name, List<String> otherwise) {
            read.add(name.toString());
            return otherwise;
          }
        };
    new ListRequest(recorder, Clock.systemUTC()).query();
    ListFormat.of(new Parameters(recorder));
    read.add("download");
    assertEquals(read, new TreeSet<>(parameters(LIST)));
    assertTrue(read.size() > 20, read.toString());
  }

  @Test
  void everyItemOfAListIsDescribed() throws IOException {
    Map<?, ?> item = at(description, "components", "schemas", "ListedMeasurement", "properties");
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    CsvRows rows = new CsvRows(out, uid -> uid);
    rows.end();
    assertEquals(String.join(",", names(item)), out.toString(StandardCharsets.UTF_8).strip());
  }

  @Test
  void everyProblemOfAReaderIsDescribed() {
    Map<?, ?> responses = at(description, "paths", LIST, "get", "responses");
    assertEquals(List.of("200", "304", "400", "403", "422", "429", "503", "504"), names(responses));
  }

  private List<String> parameters(String path) {
    List<String> found = new ArrayList<>();
    for (Object parameter : (List<?>) at(description, "paths", path, "get").get("parameters")) {
      Map<?, ?> given = (Map<?, ?>) parameter;
      Object reference = given.get("$ref");
      Map<?, ?> meant =
          reference == null
              ? given
              : at(description, reference.toString().substring("#/".length()).split("/"));
      assertTrue(meant.get("description").toString().length() > 5, meant.toString());
      found.add(meant.get("name").toString());
    }
    return found;
  }

  private static List<String> names(Map<?, ?> map) {
    return map.keySet().stream().map(Object::toString).toList();
  }

  private static Map<?, ?> at(Map<?, ?> root, String... path) {
    Map<?, ?> found = root;
    for (String name : path) {
      found = (Map<?, ?>) found.get(name);
    }
    return found;
  }

  private static Map<?, ?> load() {
    try (InputStream yaml = DescriptionTest.class.getResourceAsStream("/META-INF/openapi.yaml")) {
      return (Map<?, ?>) new Load(LoadSettings.builder().build()).loadFromInputStream(yaml);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
