// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.system;

import io.minio.GetObjectArgs;
import io.minio.ListObjectsArgs;
import io.minio.MinioClient;
import io.minio.PutObjectArgs;
import io.minio.RemoveObjectArgs;
import io.minio.Result;
import io.minio.errors.MinioException;
import io.minio.messages.Item;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.ooni.backend.runner.LocalPlatform;

/** The bucket, as everybody sees it who has a copy. */
final class PublishedArchive {

  private final MinioClient client;
  private final String bucket;

  PublishedArchive(LocalPlatform platform) {
    client =
        MinioClient.builder()
            .endpoint(platform.objectStoreUri().toString())
            .region("us-east-1")
            .credentials(platform.secret("S3_ACCESS_KEY"), platform.secret("S3_SECRET_KEY"))
            .build();
    bucket = platform.bucket();
  }

  /** The bodies of all objects of bodies, by uid; a uid that is there twice has two. */
  Map<String, List<String>> bodies() throws Exception {
    Map<String, List<String>> bodies = new HashMap<>();
    for (String key : keys(".tar.gz")) {
      try (TarArchiveInputStream tar =
          new TarArchiveInputStream(new GZIPInputStream(new ByteArrayInputStream(get(key))))) {
        for (TarArchiveEntry entry = tar.getNextEntry();
            entry != null;
            entry = tar.getNextEntry()) {
          String uid = entry.getName().replaceAll(".*/|\\.post$", "");
          bodies
              .computeIfAbsent(uid, name -> new ArrayList<>())
              .add(new String(tar.readAllBytes(), StandardCharsets.UTF_8));
        }
      }
    }
    return bodies;
  }

  /** How often each line is in all objects of lines. */
  Map<String, Integer> lines() throws Exception {
    Map<String, Integer> lines = new HashMap<>();
    for (String key : keys(".jsonl.gz")) {
      text(get(key)).lines().forEach(line -> lines.merge(line, 1, Integer::sum));
    }
    return lines;
  }

  /** An object as it is. */
  byte[] get(String key) throws IOException, MinioException {
    try (InputStream object =
        client.getObject(GetObjectArgs.builder().bucket(bucket).object(key).build())) {
      return object.readAllBytes();
    }
  }

  /** Does what the backend never does. */
  void replace(String key, byte[] bytes) throws MinioException {
    client.putObject(
        PutObjectArgs.builder().bucket(bucket).object(key).data(bytes, bytes.length).build());
  }

  /** Does what the backend never does. */
  void remove(String key) throws MinioException {
    client.removeObject(RemoveObjectArgs.builder().bucket(bucket).object(key).build());
  }

  /** The text in a file of gzip members. */
  static String text(byte[] gzip) throws IOException {
    try (InputStream text = new GZIPInputStream(new ByteArrayInputStream(gzip))) {
      return new String(text.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private List<String> keys(String ending) throws Exception {
    List<String> keys = new ArrayList<>();
    for (Result<Item> item :
        client.listObjects(
            ListObjectsArgs.builder().bucket(bucket).prefix("raw/").recursive(true).build())) {
      if (item.get().objectName().endsWith(ending)) {
        keys.add(item.get().objectName());
      }
    }
    return keys;
  }
}
