// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.rerun;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.ooni.backend.objectstore.ObjectStore;
import org.ooni.backend.rerun.UnreadableObject.Reason;

/**
 * Buckets of object stores. Objects are copied to a folder before they are read, so that a slow
 * database does not keep a transfer waiting; one that is there with the right size is not copied
 * again.
 */
public final class BucketSource implements ArchiveSource {

  private final Function<String, ObjectStore> storeOf;
  private final Path cache;
  private final boolean keep;

  /**
   * Connects to nothing yet.
   *
   * @param storeOf the bucket in which an object of this key is
   * @param cache folder for the copies
   * @param keep whether they stay there
   */
  public BucketSource(Function<String, ObjectStore> storeOf, Path cache, boolean keep) {
    this.storeOf = storeOf;
    this.cache = cache.toAbsolutePath().normalize();
    this.keep = keep;
  }

  @Override
  public List<SourceObject> list(String prefix) throws IOException {
    return storeOf.apply(prefix).list(prefix).stream()
        .map(listed -> new SourceObject(listed.key(), listed.bytes()))
        .toList();
  }

  @Override
  public LocalCopy fetch(SourceObject object) throws IOException, UnreadableObject {
    Path copy = place(object.key());
    if (Files.isRegularFile(copy) && Files.size(copy) == object.bytes()) {
      return new LocalCopy(copy, !keep);
    }
    Files.createDirectories(copy.getParent());
    Path part = copy.resolveSibling(copy.getFileName() + ".part");
    try (InputStream bytes = storeOf.apply(object.key()).fetch(object.key())) {
      Files.copy(bytes, part, StandardCopyOption.REPLACE_EXISTING);
    } catch (FileNotFoundException e) {
      throw new UnreadableObject(Reason.MISSING, "it is listed and not there");
    }
    if (Files.size(part) != object.bytes()) {
      throw new IOException("an object has another size than was listed");
    }
    Files.move(part, copy, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    return new LocalCopy(copy, !keep);
  }

  @Override
  public InputStream open(String key) throws IOException {
    return storeOf.apply(key).fetch(key);
  }

  /** Where the copy of an object lies: never outside of the folder, whatever its key is. */
  private Path place(String key) throws UnreadableObject {
    boolean plain =
        Arrays.stream(key.split("/", -1))
            .noneMatch(part -> part.isEmpty() || part.equals(".") || part.equals(".."));
    boolean printable = key.chars().allMatch(c -> c > ' ' && c != '\\' && c != 0x7F);
    if (!plain || !printable) {
      throw new UnreadableObject(Reason.UNKNOWN_FORMAT, "no file can have this name");
    }
    return cache.resolve(key);
  }
}
