// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.objectstore;

import io.minio.BucketExistsArgs;
import io.minio.GetObjectArgs;
import io.minio.ListObjectsArgs;
import io.minio.MinioClient;
import io.minio.Result;
import io.minio.StatObjectArgs;
import io.minio.UploadObjectArgs;
import io.minio.messages.Item;
import java.io.EOFException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import okhttp3.OkHttpClient;

/**
 * One bucket of an S3 server. Every call ends within the given time, reading its bytes included. An
 * object is never replaced and never deleted.
 */
public class ObjectStore {

  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(3);

  private static final Map<String, String> IF_ABSENT = Map.of("If-None-Match", "*");
  private static final long SMALLEST_PART = 5L << 20;
  private static final String THERE = "PreconditionFailed";
  private static final String NO_CONDITIONS = "NotImplemented";

  private final MinioClient client;
  private final MinioClient transfers;
  private final String bucket;

  /**
   * Connects to nothing yet.
   *
   * @param endpoint of the S3 server
   * @param bucket name of the bucket
   * @param timeout of one call from its start to the last byte read
   * @param transferTimeout the same for a whole large object
   */
  public ObjectStore(
      URI endpoint,
      String accessKey,
      String secretKey,
      String bucket,
      Duration timeout,
      Duration transferTimeout) {
    // without a region the client would ask for it first
    this(
        MinioClient.builder()
            .endpoint(endpoint.toString())
            .region("us-east-1")
            .credentials(accessKey, secretKey),
        bucket,
        timeout,
        transferTimeout);
  }

  private ObjectStore(
      MinioClient.Builder builder, String bucket, Duration timeout, Duration transferTimeout) {
    this.client = builder.httpClient(http(timeout, timeout), true).build();
    this.transfers = builder.httpClient(http(timeout, transferTimeout), true).build();
    this.bucket = bucket;
  }

  /**
   * A bucket that everybody may read, without keys.
   *
   * @param region in which the bucket is
   */
  public static ObjectStore ofPublic(
      URI endpoint, String region, String bucket, Duration timeout, Duration transferTimeout) {
    return new ObjectStore(
        MinioClient.builder().endpoint(endpoint.toString()).region(region),
        bucket,
        timeout,
        transferTimeout);
  }

  private static OkHttpClient http(Duration silence, Duration whole) {
    return new OkHttpClient.Builder()
        .connectTimeout(CONNECT_TIMEOUT)
        .readTimeout(silence)
        .writeTimeout(silence)
        .callTimeout(whole)
        .build();
  }

  /**
   * Opens a whole object.
   *
   * @throws FileNotFoundException when there is no such object
   * @throws IOException when the store cannot be read
   */
  public InputStream open(String key) throws IOException {
    return open(GetObjectArgs.builder().bucket(bucket).object(key).build());
  }

  /**
   * Opens a part of an object.
   *
   * @param offset of its first byte
   * @param length in bytes
   * @throws FileNotFoundException when there is no such object
   * @throws EOFException when the object ends before the part begins
   * @throws IOException when the store cannot be read
   */
  public InputStream open(String key, long offset, long length) throws IOException {
    return open(
        GetObjectArgs.builder().bucket(bucket).object(key).offset(offset).length(length).build());
  }

  /**
   * Opens a whole object of any size, to be read to its end.
   *
   * @throws FileNotFoundException when there is no such object
   * @throws IOException when the store cannot be read
   */
  public InputStream fetch(String key) throws IOException {
    return StoreCall.run(
        () -> transfers.getObject(GetObjectArgs.builder().bucket(bucket).object(key).build()));
  }

  /**
   * How many bytes an object has; nothing when there is no such object.
   *
   * @throws IOException when the store cannot be asked
   */
  public OptionalLong size(String key) throws IOException {
    try {
      return OptionalLong.of(
          StoreCall.run(
              () ->
                  client
                      .statObject(StatObjectArgs.builder().bucket(bucket).object(key).build())
                      .size()));
    } catch (FileNotFoundException e) {
      return OptionalLong.empty();
    }
  }

  /**
   * What a listing says of an object.
   *
   * @param bytes its size
   */
  public record Listed(String key, long bytes) {}

  /**
   * All objects whose keys begin so, in the order of their keys.
   *
   * @throws IOException when the store cannot be asked
   */
  public List<Listed> list(String prefix) throws IOException {
    ListObjectsArgs what =
        ListObjectsArgs.builder().bucket(bucket).prefix(prefix).recursive(true).build();
    return StoreCall.run(
        () -> {
          List<Listed> listed = new ArrayList<>();
          for (Result<Item> item : client.listObjects(what)) {
            listed.add(new Listed(item.get().objectName(), item.get().size()));
          }
          return listed;
        });
  }

  /**
   * Stores a file, unless there is an object of that name. A store that knows conditional writes
   * decides itself; for others it is looked at first, which only one writer at a time makes safe.
   *
   * @return whether it was stored; false when there was an object
   * @throws IOException when that is not known: the object may be there or not
   */
  public boolean putIfAbsent(String key, Path file, String contentType) throws IOException {
    if (size(key).isPresent()) {
      return false;
    }
    try {
      return put(key, file, contentType, IF_ABSENT);
    } catch (StoreCall.Refused e) {
      if (e.code().equals(NO_CONDITIONS)) {
        return put(key, file, contentType, Map.of());
      }
      throw e;
    }
  }

  private boolean put(String key, Path file, String contentType, Map<String, String> condition)
      throws IOException {
    // one part whatever the size: parts would be put one by one, and conditions hold for each
    long part = Math.max(SMALLEST_PART, Files.size(file));
    try {
      StoreCall.run(
          () ->
              transfers.uploadObject(
                  UploadObjectArgs.builder()
                      .bucket(bucket)
                      .object(key)
                      .filename(file.toString(), part)
                      .contentType(contentType)
                      .extraHeaders(condition)
                      .build()));
      return true;
    } catch (StoreCall.Refused e) {
      if (e.code().equals(THERE)) {
        return false;
      }
      throw e;
    }
  }

  /**
   * Whether the bucket is there.
   *
   * @throws IOException when the store cannot be asked
   */
  public boolean hasBucket() throws IOException {
    return StoreCall.run(
        () -> client.bucketExists(BucketExistsArgs.builder().bucket(bucket).build()));
  }

  void close() throws Exception {
    client.close();
    transfers.close();
  }

  private InputStream open(GetObjectArgs what) throws IOException {
    return StoreCall.run(() -> client.getObject(what));
  }
}
