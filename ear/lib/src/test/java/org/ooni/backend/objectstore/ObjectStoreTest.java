// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.objectstore;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ObjectStoreTest {

  @Test
  void anObjectIsReadWholeOrInPart() throws Exception {
    try (FakeS3 s3 = new FakeS3()) {
      s3.put("raw/a", new byte[] {1, 2, 3, 4});
      try (InputStream whole = s3.client().open("raw/a");
          InputStream part = s3.client().open("raw/a", 1, 2)) {
        assertArrayEquals(new byte[] {1, 2, 3, 4}, whole.readAllBytes());
        assertArrayEquals(new byte[] {2, 3}, part.readAllBytes());
      }
    }
  }

  @Test
  void aMissingObjectIsNotABrokenStore() {
    try (FakeS3 s3 = new FakeS3()) {
      assertThrows(FileNotFoundException.class, () -> s3.client().open("raw/none"));
      s3.breakDown();
      IOException broken = assertThrows(IOException.class, () -> s3.client().open("raw/none"));
      assertTrue(!(broken instanceof FileNotFoundException));
    }
  }

  @Test
  void theBucketIsSeen() throws Exception {
    try (FakeS3 s3 = new FakeS3()) {
      assertTrue(s3.client().hasBucket());
    }
  }

  @Test
  void anAbsentServerIsAnIoException() {
    FakeS3 s3 = new FakeS3();
    ObjectStore client = s3.client();
    s3.close();
    assertThrows(IOException.class, client::hasBucket);
    assertThrows(IOException.class, () -> client.open("raw/a"));
  }

  @Test
  void aStoreThatNeverAnswersEndsInTime() throws Exception {
    try (java.net.ServerSocket silent =
        new java.net.ServerSocket(0, 1, java.net.InetAddress.getLoopbackAddress())) {
      ObjectStore client =
          new ObjectStore(
              URI.create("http://127.0.0.1:" + silent.getLocalPort()),
              "key",
              "secret",
              "bucket",
              Duration.ofMillis(300));
      long start = System.nanoTime();
      assertThrows(IOException.class, () -> client.open("raw/a"));
      assertTrue(System.nanoTime() - start < Duration.ofSeconds(3).toNanos());
    }
  }
}
