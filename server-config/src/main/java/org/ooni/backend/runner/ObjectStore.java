// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.runner;

import io.minio.BucketExistsArgs;
import io.minio.MakeBucketArgs;
import io.minio.MinioClient;
import io.minio.errors.MinioException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** An S3 server whose objects are plain files below the run directory. */
final class ObjectStore {

  static final String NAME = "object-store";
  static final String BUCKET = "ooni-data";

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Layout layout;
  private final Secrets secrets;
  private final int port;
  private final String bucket;

  ObjectStore(Layout layout, Secrets secrets, int port, String bucket) {
    this.layout = layout;
    this.secrets = secrets;
    this.port = port;
    this.bucket = bucket;
  }

  URI endpoint() {
    return URI.create("http://127.0.0.1:" + port);
  }

  String bucket() {
    return bucket;
  }

  /** Starts the server and does not wait for it. */
  Child start() {
    Path libraries = layout.objectStoreLibraries();
    if (!Files.isDirectory(libraries)) {
      throw new RunFailure("No " + libraries + ": build the whole repository first (mvn package).");
    }
    Path properties = layout.objectStore().resolve("s3proxy.properties");
    Path logging = layout.objectStore().resolve("logback.xml");
    try {
      Files.createDirectories(layout.objectStore().resolve("data"));
      Secrets.write(properties, settings());
      Files.writeString(logging, QUIET);
    } catch (IOException e) {
      throw new RunFailure("Cannot write " + properties + ": " + e.getMessage(), e);
    }
    List<String> command =
        List.of(
            Server.java(),
            "-Xmx256m",
            // it moves bytes and is busy for moments only
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-Dlogback.configurationFile=" + logging,
            "-cp",
            libraries.resolve("*").toString(),
            "org.gaul.s3proxy.Main",
            "--properties",
            properties.toString());
    return Child.start(
        NAME,
        new ProcessBuilder(command),
        layout.pidFile(NAME),
        layout.logs().resolve("object-store.log"));
  }

  /** Waits until the server answers, and makes the bucket when it is absent. */
  void await(Child server) {
    Deadline deadline = Deadline.in(PATIENCE);
    while (!listens()) {
      if (!server.alive() || deadline.passed()) {
        Path log = layout.logs().resolve("object-store.log");
        throw new RunFailure(
            "The S3 server did not start: %s (see %s)".formatted(Commands.lastLine(log), log));
      }
      Deadline.pause();
    }
    MinioClient client = client();
    try {
      if (!client.bucketExists(BucketExistsArgs.builder().bucket(bucket).build())) {
        client.makeBucket(MakeBucketArgs.builder().bucket(bucket).build());
      }
    } catch (MinioException e) {
      throw new RunFailure("Cannot make the bucket " + bucket + ": " + e.getMessage(), e);
    }
  }

  /** What the server is told of it. */
  Map<String, String> environment() {
    return Map.of("S3_ENDPOINT", endpoint().toString(), "S3_BUCKET", bucket);
  }

  MinioClient client() {
    return MinioClient.builder()
        .endpoint(endpoint().toString())
        .region("us-east-1")
        .credentials(secrets.get(Secrets.S3_ACCESS_KEY), secrets.get(Secrets.S3_SECRET_KEY))
        .build();
  }

  private boolean listens() {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return socket.isConnected();
    } catch (IOException e) {
      return false;
    }
  }

  private String settings() {
    return """
        s3proxy.endpoint=%s
        s3proxy.authorization=aws-v2-or-v4
        s3proxy.identity=%s
        s3proxy.credential=%s
        jclouds.provider=filesystem-nio2
        jclouds.identity=local
        jclouds.credential=local
        jclouds.filesystem.basedir=%s
        """
        .formatted(
            endpoint(),
            secrets.get(Secrets.S3_ACCESS_KEY),
            secrets.get(Secrets.S3_SECRET_KEY),
            layout.objectStore().resolve("data"));
  }

  private static final String QUIET =
      """
      <configuration>
        <appender name="OUT" class="ch.qos.logback.core.ConsoleAppender">
          <encoder><pattern>%d %-5level %logger{0} %msg%n</pattern></encoder>
        </appender>
        <root level="WARN"><appender-ref ref="OUT"/></root>
      </configuration>
      """;
}
