// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.rerun;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** A copy of a bucket as plain files below a folder. Links are not followed. */
public final class FolderSource implements ArchiveSource {

  private final Path root;

  /** Of a folder with what the bucket has, such as {@code raw/}. */
  public FolderSource(Path root) {
    this.root = root;
  }

  @Override
  public List<SourceObject> list(String prefix) throws IOException {
    Path folder = root.resolve(prefix);
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.walk(folder)) {
      List<Path> found =
          files.filter(file -> Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)).toList();
      return objects(found, root);
    }
  }

  /** The objects that single files are, by their own names. */
  static List<SourceObject> objects(List<Path> files, Path root) throws IOException {
    List<SourceObject> objects = new java.util.ArrayList<>();
    for (Path file : files) {
      String key = root.relativize(file).toString().replace('\\', '/');
      objects.add(new SourceObject(key, Files.size(file)));
    }
    return objects;
  }

  @Override
  public LocalCopy fetch(SourceObject object) throws UnreadableObject {
    Path file = root.resolve(object.key());
    if (!Files.isRegularFile(file)) {
      throw new UnreadableObject(UnreadableObject.Reason.MISSING, "no such file");
    }
    return new LocalCopy(file, false);
  }

  @Override
  public InputStream open(String key) throws IOException {
    Path file = root.resolve(key);
    if (!Files.isRegularFile(file)) {
      throw new FileNotFoundException("no such file");
    }
    return Files.newInputStream(file);
  }
}
