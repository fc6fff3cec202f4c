// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.rerun;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.ooni.backend.json.Json;
import org.ooni.backend.json.JsonDecoder;
import org.ooni.backend.json.JsonLimits;
import org.ooni.backend.json.JsonNumber;
import org.ooni.backend.json.JsonText;
import org.ooni.backend.json.MalformedJson;
import org.ooni.backend.lines.LineReader;
import org.ooni.backend.rerun.UnreadableObject.Reason;

/**
 * What {@code index.json.gz} says of the old objects beside it: size and SHA-1 of each. Cans have a
 * line with both; autoclaved ones have them in the line that ends a file, whose name is in the one
 * that begins it.
 */
final class CannedIndex {

  private static final int MOST_FILES = 1_000_000;
  private static final int LONGEST_LINE = 16 << 20;

  private final Map<String, Facts> files = new HashMap<>();
  private String begun = "";

  private CannedIndex() {}

  private record Facts(long bytes, String sha1) {}

  /** An index that says nothing. */
  static CannedIndex none() {
    return new CannedIndex();
  }

  /**
   * Reads an index.
   *
   * @throws UnreadableObject when it is none
   */
  static CannedIndex read(Path file, ReadingLimits limits) throws UnreadableObject {
    CannedIndex index = new CannedIndex();
    try (InputStream packed = new BufferedInputStream(Files.newInputStream(file));
        BoundedText text = new BoundedText(new GzipText(packed), limits.textBytes())) {
      LineReader lines = new LineReader(text, LONGEST_LINE);
      while (lines.next()) {
        if (lines.isTooLong() || index.files.size() > MOST_FILES) {
          throw new UnreadableObject(Reason.TOO_LARGE, "an index with more than there can be");
        }
        index.add(JsonDecoder.decode(lines.bytes(), JsonLimits.MEASUREMENT));
      }
      return index;
    } catch (java.io.EOFException e) {
      throw new UnreadableObject(Reason.TRUNCATED, e);
    } catch (IOException | MalformedJson e) {
      throw new UnreadableObject(Reason.DAMAGED, e);
    }
  }

  private void add(Json line) {
    if (line.member("filename") instanceof JsonText name) {
      begun = name.text().substring(name.text().lastIndexOf('/') + 1);
    }
    if (line.member("file_size") instanceof JsonNumber bytes
        && line.member("file_sha1") instanceof JsonText sha1
        && !begun.isEmpty()) {
      files.put(begun, new Facts(bytes.value().longValue(), sha1.text()));
      begun = "";
    }
  }

  /** The names that it has and these objects have not. */
  Set<String> missing(Iterable<SourceObject> objects) {
    Set<String> missing = new TreeSet<>(files.keySet());
    objects.forEach(object -> missing.remove(object.file()));
    return missing;
  }

  /** Whether it has this object, or has nothing at all. */
  boolean knows(SourceObject object) {
    return files.isEmpty() || files.containsKey(object.file());
  }

  /**
   * Compares an object with what it says.
   *
   * @throws UnreadableObject when it differs
   */
  void check(SourceObject object, Path file) throws UnreadableObject, IOException {
    Facts facts = files.get(object.file());
    if (facts == null) {
      return;
    }
    if (facts.bytes() != object.bytes() || !facts.sha1().equals(sha1(file))) {
      throw new UnreadableObject(Reason.INDEX_DIFFERS, "the index knows other bytes");
    }
  }

  private static String sha1(Path file) throws IOException {
    try (DigestInputStream in =
        new DigestInputStream(Files.newInputStream(file), MessageDigest.getInstance("SHA-1"))) {
      in.transferTo(OutputStream.nullOutputStream());
      return Base64.getEncoder().encodeToString(in.getMessageDigest().digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-1", e);
    }
  }
}
