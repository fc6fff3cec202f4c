// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.objectstore;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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
  void objectsAreListedByTheBeginOfTheirKeys() throws Exception {
    try (FakeS3 s3 = new FakeS3()) {
      for (String key : List.of("raw/2", "raw/1", "raw/3", "raw/4", "manifest/1", "raw/5")) {
        s3.put(key, key.getBytes(StandardCharsets.UTF_8));
      }
      assertEquals(
          List.of("raw/1", "raw/2", "raw/3", "raw/4", "raw/5"),
          s3.client().list("raw/").stream().map(ObjectStore.Listed::key).toList());
      assertEquals(
          List.of(new ObjectStore.Listed("manifest/1", 10)), s3.client().list("manifest/"));
      assertEquals(List.of(), s3.client().list("none/"));
      s3.breakDown();
      assertThrows(IOException.class, () -> s3.client().list("raw/"));
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
              Duration.ofMillis(300),
              Duration.ofMillis(300));
      long start = System.nanoTime();
      assertThrows(IOException.class, () -> client.open("raw/a"));
      assertTrue(System.nanoTime() - start < Duration.ofSeconds(3).toNanos());
    }
  }

  @Test
  void anObjectIsPutOnceAndNeverReplaced(@TempDir Path folder) throws Exception {
    try (FakeS3 s3 = new FakeS3()) {
      assertTrue(s3.client().putIfAbsent("raw/a", file(folder, "first"), "application/gzip"));
      assertFalse(s3.client().putIfAbsent("raw/a", file(folder, "second"), "application/gzip"));
      assertEquals("first", text(s3, "raw/a"));
      assertEquals(5, s3.client().size("raw/a").getAsLong());
      assertTrue(s3.client().size("raw/b").isEmpty());
      assertEquals("first", new String(s3.client().fetch("raw/a").readAllBytes()));
    }
  }

  @Test
  void anObjectOfManyMegabytesIsPutInOnePart(@TempDir Path folder) throws Exception {
    try (FakeS3 s3 = new FakeS3()) {
      Path file = Files.write(folder.resolve("large"), new byte[12 << 20]);
      assertTrue(s3.client().putIfAbsent("raw/a", file, "application/gzip"));
      assertEquals(List.of("HEAD raw/a null", "PUT raw/a null"), s3.requests());
    }
  }

  @Test
  void aStoreWithoutConditionsIsLookedAtFirst(@TempDir Path folder) throws Exception {
    try (FakeS3 s3 = new FakeS3()) {
      s3.fault("", FakeS3.Fault.KNOWS_NO_CONDITIONS);
      assertTrue(s3.client().putIfAbsent("raw/a", file(folder, "first"), "application/gzip"));
      assertFalse(s3.client().putIfAbsent("raw/a", file(folder, "second"), "application/gzip"));
      assertEquals("first", text(s3, "raw/a"));
    }
  }

  @Test
  void aPutThatFailsIsAnIoException(@TempDir Path folder) throws Exception {
    try (FakeS3 s3 = new FakeS3()) {
      Path file = file(folder, "first");
      s3.fault("/a", FakeS3.Fault.FORBIDS);
      s3.fault("/b", FakeS3.Fault.STORES_AND_FAILS);
      assertThrows(IOException.class, () -> s3.client().putIfAbsent("raw/a", file, "text/plain"));
      assertThrows(IOException.class, () -> s3.client().putIfAbsent("raw/b", file, "text/plain"));
      assertFalse(s3.client().putIfAbsent("raw/b", file, "text/plain"));
    }
  }

  private static Path file(Path folder, String text) throws IOException {
    return Files.writeString(folder.resolve(text), text);
  }

  private static String text(FakeS3 s3, String key) {
    return new String(s3.objects().get(key), StandardCharsets.UTF_8);
  }
}
