// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.prioritisation;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import org.ooni.backend.place.CountryCode;

/**
 * The list that was read last, in a file, for times when the database does not answer, and for a
 * start in such a time; the small one that comes with the code when there never was another.
 */
final class LastGoodList {

  private static final String BUILT_IN = "test-list.json";
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path file;

  LastGoodList(Path file) {
    this.file = file;
  }

  /** The file's form. */
  private record Stored(List<StoredEntry> entries, List<PriorityRule> rules) {}

  private record StoredEntry(String domain, String url, String cc, String category) {

    static StoredEntry of(TestListEntry entry) {
      return new StoredEntry(entry.domain(), entry.url(), entry.country().code(), entry.category());
    }

    TestListEntry entry() {
      return new TestListEntry(domain, url, new CountryCode(cc), category);
    }
  }

  /** Whether there is a file. */
  boolean exists() {
    return Files.exists(file);
  }

  /** Reads the file. */
  TestList read() throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return parse(in);
    }
  }

  /** Replaces the file, so that a reader sees the old one or the new one. */
  void write(TestList list) throws IOException {
    Stored stored = new Stored(list.entries().stream().map(StoredEntry::of).toList(), list.rules());
    Path folder = file.toAbsolutePath().getParent();
    Files.createDirectories(folder);
    Path fresh = Files.createTempFile(folder, "test-list", ".tmp");
    try {
      JSON.writeValue(fresh.toFile(), stored);
      Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(fresh);
    }
  }

  /** The list that comes with the code: well-known sites of several categories. */
  static TestList builtIn() {
    try (InputStream in = LastGoodList.class.getResourceAsStream(BUILT_IN)) {
      return parse(in);
    } catch (IOException e) {
      throw new IllegalStateException("the list that comes with the code is not readable", e);
    }
  }

  private static TestList parse(InputStream in) throws IOException {
    Stored stored = JSON.readValue(in, Stored.class);
    try {
      return new TestList(
          stored.entries().stream().map(StoredEntry::entry).toList(), stored.rules());
    } catch (IllegalArgumentException | NullPointerException e) {
      throw new IOException("not a test list", e);
    }
  }
}
