// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.images;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/**
 * A document of a YAML file, with anchors and merges resolved.
 *
 * @param file where it is from
 * @param content what it says
 */
record YamlFile(Path file, JsonNode content) {

  private static final ObjectMapper JSON = new ObjectMapper();

  /** All documents of a file; a key that is given twice is an error. */
  static List<YamlFile> read(Path file) {
    LoaderOptions options = new LoaderOptions();
    options.setAllowDuplicateKeys(false);
    List<YamlFile> documents = new ArrayList<>();
    try {
      for (Object document :
          new Yaml(new SafeConstructor(options)).loadAll(Files.readString(file))) {
        documents.add(new YamlFile(file, JSON.valueToTree(document)));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return documents;
  }

  /** All documents of all files below a folder. */
  static List<YamlFile> below(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(file -> file.toString().endsWith(".yaml"))
          .sorted()
          .flatMap(file -> read(file).stream())
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String kind() {
    return content.path("kind").asText();
  }

  @Override
  public String toString() {
    return file + " " + kind() + " " + content.path("metadata").path("name").asText();
  }
}
