// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.images;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ManifestsTest {

  private static final Path FOLDER = Path.of("kubernetes");

  private static final Map<String, Class<?>> TYPES =
      Map.of(
          "v1/ConfigMap", ConfigMap.class,
          "v1/Namespace", Namespace.class,
          "v1/Service", Service.class,
          "v1/ServiceAccount", ServiceAccount.class,
          "apps/v1/StatefulSet", StatefulSet.class,
          "batch/v1/Job", Job.class,
          "networking.k8s.io/v1/Ingress", Ingress.class,
          "networking.k8s.io/v1/NetworkPolicy", NetworkPolicy.class,
          "policy/v1/PodDisruptionBudget", PodDisruptionBudget.class);

  /** What is no type of Kubernetes itself. */
  private static final Set<String> OTHERS =
      Set.of("kustomize.config.k8s.io/v1beta1/Kustomization", "wildfly.org/v1alpha1/WildFlyServer");

  /** The types take names that they do not know as well; here those are errors. */
  private static final ObjectMapper STRICT =
      new ObjectMapper()
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .setAnnotationIntrospector(
              new JacksonAnnotationIntrospector() {
                private static final long serialVersionUID = 1;

                @Override
                public Boolean hasAnySetter(Annotated annotated) {
                  return Boolean.FALSE;
                }
              });

  @Test
  void kubernetesKnowsEveryName() throws JsonProcessingException {
    for (YamlFile document : YamlFile.below(FOLDER)) {
      String type = document.content().path("apiVersion").asText() + "/" + document.kind();
      if (OTHERS.contains(type)) {
        continue;
      }
      assertTrue(TYPES.containsKey(type), document + ": " + type);
      try {
        STRICT.treeToValue(document.content(), TYPES.get(type));
      } catch (JsonProcessingException e) {
        throw new AssertionError(document + ": " + e.getOriginalMessage(), e);
      }
    }
  }

  @Test
  void aNameThatKubernetesDoesNotKnowWouldBeFound() throws JsonProcessingException {
    JsonNode misspelt =
        STRICT.readTree(
            """
            {"apiVersion": "apps/v1", "kind": "StatefulSet", "spec": {"template": {"spec": {
              "containers": [{"name": "backend", "readinessProb": {}}]}}}}
            """);
    assertThrows(
        UnrecognizedPropertyException.class, () -> STRICT.treeToValue(misspelt, StatefulSet.class));
  }

  @Test
  void everyFileBelongsToAKustomizationAndEveryOneIsThere() throws Exception {
    try (Stream<Path> folders = Files.list(FOLDER)) {
      for (Path folder :
          folders.filter(f -> Files.exists(f.resolve("kustomization.yaml"))).toList()) {
        JsonNode kustomization =
            YamlFile.read(folder.resolve("kustomization.yaml")).get(0).content();
        Set<Path> named = new HashSet<>(Set.of(folder.resolve("kustomization.yaml")));
        kustomization.path("resources").forEach(name -> named.add(folder.resolve(name.asText())));
        kustomization
            .path("patches")
            .findValuesAsText("path")
            .forEach(name -> named.add(folder.resolve(name)));
        for (Path file : named) {
          assertTrue(Files.exists(file), file + " is named and absent");
        }
        try (Stream<Path> files = Files.list(folder)) {
          files.forEach(file -> assertTrue(named.contains(file), file + " is in no kustomization"));
        }
      }
    }
  }

  @Test
  void noPodIsRootOrAsksKubernetesForAnything() {
    assertFalse(Workload.whole().isEmpty());
    for (Workload workload : Workload.whole()) {
      JsonNode pod = workload.pod();
      assertTrue(pod.at("/securityContext/runAsNonRoot").asBoolean(), workload + " may be root");
      assertTrue(pod.at("/securityContext/runAsUser").asInt() > 0, workload.toString());
      assertEquals("RuntimeDefault", pod.at("/securityContext/seccompProfile/type").asText());
      assertFalse(pod.path("automountServiceAccountToken").asBoolean(true), workload.toString());
    }
  }

  @Test
  void noContainerHasMoreRightsThanItNeeds() {
    for (Workload workload : Workload.all()) {
      for (JsonNode container : workload.containers()) {
        JsonNode rights = container.path("securityContext");
        assertFalse(rights.path("allowPrivilegeEscalation").asBoolean(true), workload.toString());
        assertEquals("[\"ALL\"]", rights.at("/capabilities/drop").toString(), workload.toString());
        assertTrue(container.at("/resources/limits").has("memory"), workload + " takes all memory");
      }
    }
  }

  @Test
  void theBackendRunsAsTheUserOfItsImageOnAFileSystemThatCannotBeWritten() {
    Workload backend =
        Workload.whole().stream()
            .filter(workload -> workload.file().file().endsWith("base/backend.yaml"))
            .findFirst()
            .orElseThrow();
    assertEquals(10001, backend.pod().at("/securityContext/runAsUser").asInt());
    for (JsonNode container : backend.containers()) {
      assertTrue(container.at("/securityContext/readOnlyRootFilesystem").asBoolean());
    }
  }

  @Test
  void imagesHaveAVersion() {
    for (Workload workload : Workload.all()) {
      for (JsonNode container : workload.containers()) {
        String image = container.path("image").asText();
        // the kustomization gives ours its version
        boolean ours = image.equals("ooni-backend");
        assertTrue(ours || image.matches(".+:.+") && !image.endsWith(":latest"), image);
      }
    }
  }

  @Test
  void whatIsMountedIsThere() {
    for (Workload workload : Workload.whole()) {
      Set<String> volumes = workload.volumes();
      for (JsonNode container : workload.containers()) {
        container
            .path("volumeMounts")
            .findValuesAsText("name")
            .forEach(name -> assertTrue(volumes.contains(name), workload + ": " + name));
      }
    }
  }

  @Test
  void probesAskForWhatIsThereOnThePortOfTheImage() {
    String heartbeat =
        SettingNames.read(
            Path.of("../war-api/src/main/java/org/ooni/backend/dockerflow/HeartbeatResource.java"));
    String port = Dockerfile.read(Path.of("Dockerfile")).only("EXPOSE");
    JsonNode container =
        YamlFile.read(FOLDER.resolve("base/backend.yaml"))
            .get(0)
            .content()
            .at("/spec/template/spec/containers/0");
    assertEquals(port, container.at("/ports/0/containerPort").asText());
    assertEquals("http", container.at("/ports/0/name").asText());
    for (String probe : List.of("startupProbe", "readinessProbe", "livenessProbe")) {
      JsonNode get = container.path(probe).path("httpGet");
      assertEquals("http", get.path("port").asText(), probe);
      assertTrue(heartbeat.contains("@Path(\"" + get.path("path").asText() + "\")"), probe);
    }
  }

  @Test
  void theBackendIsToldNothingThatNoTableKnows() {
    Set<String> known = SettingNames.known();
    Set<String> named = new HashSet<>();
    for (JsonNode container : Workload.containersOfTheBackend()) {
      named.addAll(container.path("env").findValuesAsText("name"));
    }
    named.addAll(
        YamlFile.read(FOLDER.resolve("wildfly-operator/backend.yaml"))
            .get(0)
            .content()
            .at("/spec/env")
            .findValuesAsText("name"));
    YamlFile.read(FOLDER.resolve("base/settings.yaml"))
        .get(0)
        .content()
        .path("data")
        .fieldNames()
        .forEachRemaining(named::add);
    assertTrue(named.size() > 10);
    for (String name : named) {
      assertTrue(known.contains(SettingNames.withoutFile(name)), name + " is in no table");
    }
  }

  @Test
  void noSecretStandsInAManifest() {
    for (YamlFile document : YamlFile.below(FOLDER)) {
      assertFalse(document.kind().equals("Secret"), document.toString());
      for (JsonNode entry : document.content().findParents("value")) {
        String name = entry.path("name").asText();
        assertTrue(!name.matches(".*(PASSWORD|SECRET|TOKEN|KEY)$"), document + " tells " + name);
      }
    }
  }
}
