// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.command;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.ooni.backend.objectstore.ObjectStore;
import org.ooni.backend.rerun.ArchiveSource;
import org.ooni.backend.rerun.BucketSource;
import org.ooni.backend.rerun.FolderSource;
import org.ooni.backend.rerun.SourceObject;

/** Where archives are, by the variables that the server reads as well. */
final class RerunSources {

  private static final String PUBLIC = "public";
  private static final String PUBLISHED = "raw/";

  private final Map<String, String> environment;

  RerunSources(Map<String, String> environment) {
    this.environment = environment;
  }

  /**
   * A source, and what it is called.
   *
   * @param isOwn whether it is the bucket that the index of the archive is of
   */
  record Named(ArchiveSource source, String name, boolean isOwn) {}

  /**
   * Connects to nothing yet.
   *
   * @param cache folder for copies of objects
   * @throws IllegalArgumentException when there is no such source
   */
  Named of(RerunChoice choice, Path cache, boolean keepCache) {
    if (!choice.files.isEmpty()) {
      return new Named(new FolderSource(Path.of("").toAbsolutePath()), "files", false);
    }
    if (choice.from == null) {
      ObjectStore own = ownBucket();
      String name = setting("S3_ENDPOINT") + "/" + setting("S3_BUCKET");
      return new Named(new BucketSource(key -> own, cache, keepCache), name, true);
    }
    if (choice.from.equals(PUBLIC)) {
      ObjectStore published = publicBucket("eu-central-1", "ooni-data-eu-fra");
      ObjectStore old = publicBucket("us-east-1", "ooni-data");
      return new Named(
          new BucketSource(key -> key.startsWith(PUBLISHED) ? published : old, cache, keepCache),
          PUBLIC,
          false);
    }
    Path folder = Path.of(choice.from);
    if (!Files.isDirectory(folder)) {
      throw new IllegalArgumentException("--from: there is no folder " + folder);
    }
    return new Named(new FolderSource(folder), folder.toAbsolutePath().toString(), false);
  }

  /** The objects that files are; their names begin at the root. */
  List<SourceObject> objects(List<Path> files) throws IOException {
    List<SourceObject> objects = new ArrayList<>();
    for (Path file : files) {
      if (!Files.isRegularFile(file)) {
        throw new IOException("there is no file " + file);
      }
      objects.add(new SourceObject(file.toAbsolutePath().toString(), Files.size(file)));
    }
    return objects;
  }

  private ObjectStore ownBucket() {
    return new ObjectStore(
        URI.create(setting("S3_ENDPOINT")),
        setting("S3_ACCESS_KEY"),
        setting("S3_SECRET_KEY"),
        setting("S3_BUCKET"),
        timeout("S3_TIMEOUT", "PT20S"),
        timeout("S3_TRANSFER_TIMEOUT", "PT5M"));
  }

  private ObjectStore publicBucket(String region, String bucket) {
    return ObjectStore.ofPublic(
        URI.create("https://s3." + region + ".amazonaws.com"),
        region,
        bucket,
        timeout("S3_TIMEOUT", "PT20S"),
        timeout("S3_TRANSFER_TIMEOUT", "PT1H"));
  }

  private Duration timeout(String name, String otherwise) {
    return Duration.parse(environment.getOrDefault(name, otherwise));
  }

  private String setting(String name) {
    String value = environment.getOrDefault(name, "");
    if (value.isEmpty()) {
      throw new IllegalArgumentException(
          name + " is needed to read the bucket; or see --from, or name files");
    }
    return value;
  }
}
