// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.objectstore;

import io.minio.BucketExistsArgs;
import io.minio.GetObjectArgs;
import io.minio.MinioClient;
import io.minio.errors.ErrorResponseException;
import io.minio.errors.MinioException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.Duration;
import okhttp3.OkHttpClient;

/**
 * One bucket of an S3 server. Every call ends within the given time, reading its bytes included.
 */
public class ObjectStore {

  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(3);

  private final MinioClient client;
  private final String bucket;

  /**
   * Connects to nothing yet.
   *
   * @param endpoint of the S3 server
   * @param bucket name of the bucket
   * @param timeout of one call from its start to the last byte read
   */
  public ObjectStore(
      URI endpoint, String accessKey, String secretKey, String bucket, Duration timeout) {
    OkHttpClient http =
        new OkHttpClient.Builder()
            .connectTimeout(CONNECT_TIMEOUT)
            .readTimeout(timeout)
            .callTimeout(timeout)
            .build();
    this.client =
        MinioClient.builder()
            .endpoint(endpoint.toString())
            // without a region the client would ask for it first
            .region("us-east-1")
            .credentials(accessKey, secretKey)
            .httpClient(http, true)
            .build();
    this.bucket = bucket;
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
   * @throws IOException when the store cannot be read
   */
  public InputStream open(String key, long offset, long length) throws IOException {
    return open(
        GetObjectArgs.builder().bucket(bucket).object(key).offset(offset).length(length).build());
  }

  /**
   * Whether the bucket is there.
   *
   * @throws IOException when the store cannot be asked
   */
  public boolean hasBucket() throws IOException {
    return call(() -> client.bucketExists(BucketExistsArgs.builder().bucket(bucket).build()));
  }

  void close() throws Exception {
    client.close();
  }

  private InputStream open(GetObjectArgs what) throws IOException {
    return call(() -> client.getObject(what));
  }

  private interface Call<T> {
    T run() throws MinioException;
  }

  private static <T> T call(Call<T> call) throws IOException {
    try {
      return call.run();
    } catch (ErrorResponseException e) {
      if ("NoSuchKey".equals(e.errorResponse().code())) {
        throw new FileNotFoundException("no such object");
      }
      throw new IOException("object store refuses", e);
    } catch (MinioException e) {
      throw new IOException("object store does not answer as expected", e);
    } catch (IllegalStateException e) {
      // the client wraps what the network throws
      if (e.getCause() instanceof IOException network) {
        throw new IOException("object store is not reached", network);
      }
      throw e;
    }
  }
}
