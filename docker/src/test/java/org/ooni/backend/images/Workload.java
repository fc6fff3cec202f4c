// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.images;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * What runs containers: a stateful set or a job.
 *
 * @param file where it is described
 * @param pod the specification of its pods
 */
record Workload(YamlFile file, JsonNode pod) {

  /** All of them, patches of others as well. */
  static List<Workload> all() {
    return YamlFile.below(Path.of("kubernetes")).stream()
        .filter(document -> Set.of("StatefulSet", "Job").contains(document.kind()))
        .map(document -> new Workload(document, document.content().at("/spec/template/spec")))
        .toList();
  }

  /** Those that are described whole. */
  static List<Workload> whole() {
    return all().stream()
        .filter(workload -> workload.pod().at("/containers/0").has("image"))
        .toList();
  }

  /** Those that run the image of the backend, patches as well. */
  static List<JsonNode> containersOfTheBackend() {
    List<JsonNode> containers = new ArrayList<>();
    for (YamlFile document : YamlFile.below(Path.of("kubernetes"))) {
      JsonNode pod = document.content().at("/spec/template/spec");
      boolean ours =
          Set.of("backend", "migrate").contains(document.content().at("/metadata/name").asText());
      if (ours) {
        pod.path("containers").forEach(containers::add);
        pod.path("initContainers").forEach(containers::add);
      }
    }
    return containers;
  }

  /** The containers that are described here, not those that are only changed. */
  List<JsonNode> containers() {
    List<JsonNode> containers = new ArrayList<>();
    pod.path("initContainers").forEach(containers::add);
    pod.path("containers").forEach(containers::add);
    containers.removeIf(container -> !container.has("image"));
    return containers;
  }

  /** Names that a container may mount. */
  Set<String> volumes() {
    Set<String> names = new TreeSet<>();
    pod.path("volumes").forEach(volume -> names.add(volume.path("name").asText()));
    file.content()
        .at("/spec/volumeClaimTemplates")
        .forEach(claim -> names.add(claim.at("/metadata/name").asText()));
    return names;
  }

  @Override
  public String toString() {
    return file.toString();
  }
}
