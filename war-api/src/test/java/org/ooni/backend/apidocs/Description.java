// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.apidocs;

import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.ws.rs.core.MultivaluedHashMap;
import jakarta.ws.rs.core.MultivaluedMap;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** The file that describes the API, to be compared with the code. */
public final class Description {

  private final Map<?, ?> root = load();

  /** The parameters of a question, each of which has a text. */
  public Set<String> parameters(String path) {
    return ((List<?>) at("paths", path, "get").get("parameters"))
        .stream()
            .map(parameter -> meant((Map<?, ?>) parameter))
            .map(Description::name)
            .collect(Collectors.toCollection(TreeSet::new));
  }

  /** The statuses of the answers to a question. */
  public List<String> statuses(String path) {
    return names("paths", path, "get", "responses");
  }

  /** The names of the members of an object in the file. */
  public List<String> names(String... path) {
    return at(path).keySet().stream().map(Object::toString).toList();
  }

  /**
   * Parameters of a request that has none, which remember what they were asked for.
   *
   * @param read gets the names
   */
  public static MultivaluedMap<String, String> recorder(Set<String> read) {
    return new MultivaluedHashMap<>() {
      private static final long serialVersionUID = 1L;

      @Override
      public List<String> getOrDefault(Object name, List<String> otherwise) {
        read.add(name.toString());
        return otherwise;
      }
    };
  }

  private Map<?, ?> meant(Map<?, ?> given) {
    Object reference = given.get("$ref");
    return reference == null ? given : at(reference.toString().substring("#/".length()).split("/"));
  }

  private static String name(Map<?, ?> parameter) {
    assertTrue(parameter.get("description").toString().length() > 5, parameter.toString());
    return parameter.get("name").toString();
  }

  private Map<?, ?> at(String... path) {
    Map<?, ?> found = root;
    for (String name : path) {
      found = (Map<?, ?>) found.get(name);
    }
    return found;
  }

  private static Map<?, ?> load() {
    try (InputStream yaml = Description.class.getResourceAsStream("/META-INF/openapi.yaml")) {
      return (Map<?, ?>) new Load(LoadSettings.builder().build()).loadFromInputStream(yaml);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
