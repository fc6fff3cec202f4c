// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.rerun;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/** Where objects are: a bucket, or a folder with a copy of one. */
public interface ArchiveSource {

  /**
   * The objects whose keys begin so.
   *
   * @throws IOException when that cannot be asked now
   */
  List<SourceObject> list(String prefix) throws IOException;

  /**
   * A file with the bytes of an object.
   *
   * @throws UnreadableObject when there is no such object, or not as it was listed
   * @throws IOException when it cannot be had now
   */
  LocalCopy fetch(SourceObject object) throws IOException, UnreadableObject;

  /**
   * The bytes of an object that was not listed.
   *
   * @throws java.io.FileNotFoundException when there is no such object
   * @throws IOException when it cannot be had now
   */
  InputStream open(String key) throws IOException;
}
