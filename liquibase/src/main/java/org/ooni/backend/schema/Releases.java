// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.schema;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.ooni.backend.schema.Release.FrozenChangeSet;

/**
 * The file of released change sets: a line {@code release NAME}, then a line {@code CHECKSUM ID}
 * for each change set that it added. Lines are only ever added.
 */
public final class Releases {

  /** The file of this version, on the class path. */
  public static final String RESOURCE = "/db/released.txt";

  private static final String HEADING = "release ";

  private Releases() {}

  /** The releases that this version knows, the oldest first. */
  public static List<Release> ofThisBuild() {
    try (InputStream stream = Releases.class.getResourceAsStream(RESOURCE)) {
      return parse(new String(stream.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + RESOURCE, e);
    }
  }

  /** Reads the text of such a file. */
  public static List<Release> parse(String text) {
    List<Release> releases = new ArrayList<>();
    String name = "";
    List<FrozenChangeSet> changeSets = new ArrayList<>();
    for (String line : (text.strip() + "\n" + HEADING).lines().toList()) {
      if (line.startsWith(HEADING)) {
        if (!changeSets.isEmpty()) {
          releases.add(new Release(name, changeSets));
        }
        name = line.substring(HEADING.length());
        changeSets.clear();
      } else if (!line.isBlank() && !line.startsWith("#")) {
        int space = line.indexOf(' ');
        changeSets.add(new FrozenChangeSet(line.substring(space + 1), line.substring(0, space)));
      }
    }
    return List.copyOf(releases);
  }

  /** Text to add to such a file. */
  public static String format(Release release) {
    StringBuilder text = new StringBuilder("\n" + HEADING + release.name() + "\n");
    release.changeSets().forEach(c -> text.append(c.checksum() + " " + c.id() + "\n"));
    return text.toString();
  }
}
