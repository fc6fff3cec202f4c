// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.system;

import static org.awaitility.Awaitility.await;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.ooni.backend.deploy.Deployer;
import org.ooni.backend.system.Program.Outcome;

/**
 * Two nodes of a server that an operator owns, with {@code standalone-full-ha.xml}, one broker
 * outside, and the database and the object store of the deployed system. Started by the first test
 * class that asks for them; the first version comes onto them by the deployer.
 */
final class TwoNodes implements BeforeAllCallback {

  static final String STAGE = "staging";

  /** How traces name the first node, and how they would name the second, which makes none. */
  static final String TRACED = "node-with-traces";

  static final String UNTRACED = "node-without-traces";

  private static final String CONFIGURATION = "nodes.xml";
  private static TwoNodes running;

  private SpanCollector spans;
  private ArtemisBroker broker;
  private OwnedNode a;
  private OwnedNode b;
  private Path stages;

  /** What is stopped after the last test. */
  private record Running(TwoNodes nodes) implements AutoCloseable {
    @Override
    public void close() {
      nodes.close();
    }
  }

  @Override
  public void beforeAll(ExtensionContext context) throws Exception {
    new DeployedSystem().beforeAll(context);
    context
        .getRoot()
        .getStore(Namespace.create(TwoNodes.class))
        .getOrComputeIfAbsent("nodes", key -> new Running(start()));
  }

  static List<OwnedNode> nodes() {
    return List.of(running.a, running.b);
  }

  /** Where traces of both would go. */
  static SpanCollector spans() {
    return running.spans;
  }

  /** A client behind a load balancer for both. */
  static Probe probe() {
    return new Probe(nodes().stream().map(OwnedNode::baseUri).toList());
  }

  /** Runs the deployer. */
  static Outcome deployer(String... arguments) {
    StringWriter output = new StringWriter();
    PrintWriter writer = new PrintWriter(output);
    int status =
        Deployer.line(
                Map.of(
                    "DEPLOY_USER", OwnedServer.MANAGER,
                    "DEPLOY_PASSWORD", OwnedServer.MANAGER_PASSWORD),
                new ByteArrayInputStream(new byte[0]),
                writer,
                writer)
            .execute(arguments);
    return new Outcome(status, output.toString());
  }

  /** The file that the deployer is told of. */
  static String stages() {
    return "--stages=" + running.stages;
  }

  /** Where releases lie for the deployer. */
  static Path release(String version) {
    return running.stages.resolveSibling("ooni-backend-" + version + ".ear");
  }

  private static TwoNodes start() {
    TwoNodes nodes = new TwoNodes();
    try {
      nodes.open();
      return nodes;
    } catch (Exception e) {
      nodes.close();
      throw new IllegalStateException(e);
    }
  }

  private void close() {
    Stream.of(a, b, broker, spans).filter(Objects::nonNull).forEach(TwoNodes::end);
  }

  private static void end(AutoCloseable process) {
    try {
      process.close();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private void open() throws Exception {
    OwnedServer server = OwnedServer.shared();
    Files.copy(
        server.configuration("standalone-full-ha.xml"),
        server.configuration(CONFIGURATION),
        StandardCopyOption.REPLACE_EXISTING);
    Path tracing = Program.CHECKOUT.resolve("server-config/src/main/cli/optional/tracing.cli");
    server.configure("--broker", "--config=" + CONFIGURATION, "--also=" + tracing);
    spans = new SpanCollector();
    broker = new ArtemisBroker(server.home(), server.directory());
    a = node(server, "a", TRACED, Map.of("OTEL_SDK_DISABLED", "false"));
    b = node(server, "b", UNTRACED, Map.of());
    await().atMost(DeployedSystem.PATIENCE).until(broker::listens);
    a.start();
    b.start();
    stages = writeStages(server.directory());
    running = this;
    Releases.write(release("1.0.0"), "1.0.0");
    await().atMost(DeployedSystem.PATIENCE).until(() -> a.isUp() && b.isUp());
    Outcome deployed = deployer("deploy", stages(), "--yes", "1.0.0", STAGE);
    if (deployed.status() != 0) {
      throw new IllegalStateException(deployed.output());
    }
  }

  private OwnedNode node(
      OwnedServer server, String name, String service, Map<String, String> further)
      throws Exception {
    Map<String, String> environment = new HashMap<>(spans.environment(service));
    environment.put("BROKER_HOST", "127.0.0.1");
    environment.put("BROKER_PORT", Integer.toString(broker.port()));
    environment.put("BROKER_PASSWORD", "a password of tests only");
    environment.putAll(further);
    return new OwnedNode(server, name, CONFIGURATION, DeployedSystem.platform(), environment);
  }

  private Path writeStages(Path directory) throws IOException {
    Path file = directory.resolve("stages.yaml");
    Files.writeString(
        file,
        """
        releases: ooni-backend-{version}.ear
        stages:
          %s:
            - {name: a, management: %s, url: %s}
            - {name: b, management: %s, url: %s}
        """
            .formatted(STAGE, a.managementUri(), a.baseUri(), b.managementUri(), b.baseUri()));
    return file;
  }
}
