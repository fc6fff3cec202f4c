// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.scoring;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/** Version of the code that gives the verdicts: the last tag before its commit, and the commit. */
public final class ScorerVersion {

  private static final String UNTAGGED = "0.0.0";

  private ScorerVersion() {}

  /** As the build found it, such as {@code 1.4.0+3f2a9c1}; {@code 0.0.0} for what has no tag. */
  public static String ofThisBuild() {
    Properties built = new Properties();
    try (InputStream file = ScorerVersion.class.getResourceAsStream("scorer-version.properties")) {
      built.load(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text(built.getProperty("tag", ""), built.getProperty("commit", ""));
  }

  static String text(String tag, String commit) {
    String version = tag.isBlank() ? UNTAGGED : tag.replaceFirst("^v", "");
    return commit.isBlank() ? version : version + "+" + commit;
  }
}
