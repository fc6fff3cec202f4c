// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.deploy;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * What stages there are, and where releases lie.
 *
 * @param releases path with {@code {version}} in it
 * @param stages by name, in the order of the file
 */
record StageFile(String releases, Map<String, Stage> stages) {

  private static final String VERSION = "{version}";

  /**
   * Reads a file.
   *
   * @throws DeployFailure when it does not say what it must
   */
  static StageFile read(Path file) {
    try {
      Object content = new Load(LoadSettings.builder().build()).loadFromString(text(file));
      return parse(content, file.toAbsolutePath().getParent());
    } catch (YamlEngineException | ClassCastException | IllegalArgumentException e) {
      throw new DeployFailure(file + ": " + e.getMessage().replace('\n', ' '), e);
    }
  }

  Stage stage(String name) {
    Stage stage = stages.get(name);
    if (stage == null) {
      throw new DeployFailure(
          "no stage %s: there are %s".formatted(name, String.join(", ", stages.keySet())));
    }
    return stage;
  }

  /** Where the EAR of a version must lie. */
  Path release(String version) {
    return Path.of(releases.replace(VERSION, version));
  }

  private static StageFile parse(Object content, Path folder) {
    Map<?, ?> file = map(content, "the file");
    String releases = string(file, "releases");
    if (!releases.contains(VERSION)) {
      throw new IllegalArgumentException("releases has no " + VERSION);
    }
    Map<String, Stage> stages = new LinkedHashMap<>();
    map(file.get("stages"), "stages")
        .forEach((name, nodes) -> stages.put("" + name, stage("" + name, nodes)));
    return new StageFile(folder.resolve(releases).toString(), stages);
  }

  private static Stage stage(String name, Object nodes) {
    if (!(nodes instanceof List<?> list) || list.isEmpty()) {
      throw new IllegalArgumentException("stage " + name + " has no list of nodes");
    }
    List<Node> found = new ArrayList<>();
    for (Object node : list) {
      Map<?, ?> entry = map(node, "a node of " + name);
      found.add(
          new Node(string(entry, "name"), address(entry, "management"), address(entry, "url")));
    }
    return new Stage(name, found);
  }

  private static URI address(Map<?, ?> entry, String key) {
    URI address = URI.create(string(entry, key).replaceFirst("/*$", "/"));
    if (address.getHost() == null) {
      throw new IllegalArgumentException(key + " is no address: " + address);
    }
    return address;
  }

  private static Map<?, ?> map(Object value, String what) {
    if (value instanceof Map<?, ?> map) {
      return map;
    }
    throw new IllegalArgumentException(what + " is no mapping");
  }

  private static String string(Map<?, ?> entry, String key) {
    Object value = entry.get(key);
    if (value == null) {
      throw new IllegalArgumentException(key + " is missing");
    }
    return value.toString();
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new DeployFailure("cannot read " + file + ": name the file with --stages=FILE", e);
    }
  }
}
