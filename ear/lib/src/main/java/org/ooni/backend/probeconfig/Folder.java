// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.probeconfig;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import org.jboss.logging.Logger;

/** The files as they were last seen, and what is in force because of them. */
final class Folder {

  private static final Logger LOG = Logger.getLogger(Folder.class);
  private static final int LARGEST = 1 << 20;

  /** What tells one state of a file from another. */
  private record Stamp(FileTime changed, long size, Object identity) {
    private static final Stamp ABSENT = new Stamp(FileTime.fromMillis(0), -1, "");
  }

  private final Path directory;
  private final Map<ConfigurationFile, Stamp> seen = new EnumMap<>(ConfigurationFile.class);
  private final Map<ConfigurationFile, String> refused = new ConcurrentHashMap<>();
  private final LongAdder refusals = new LongAdder();
  private Map<String, Boolean> features = Defaults.FEATURES;
  private Map<String, List<TestHelper>> testHelpers = Defaults.TEST_HELPERS;
  private List<TestHelper> collectors = Defaults.COLLECTORS;
  private List<String> tests = Defaults.TESTS;
  private final Map<ConfigurationFile, String> documents = new EnumMap<>(ConfigurationFile.class);

  Folder(Path directory) {
    this.directory = directory;
  }

  /** Reads the files that have changed; whether anything else is in force now. */
  boolean read() {
    boolean changed = false;
    for (ConfigurationFile file : ConfigurationFile.values()) {
      Stamp stamp = stamp(file);
      if (!stamp.equals(seen.put(file, stamp))) {
        changed |= take(file, stamp);
      }
    }
    return changed;
  }

  ProbeConfiguration configuration() {
    return new ProbeConfiguration(features, testHelpers, collectors, tests, documents);
  }

  Map<ConfigurationFile, String> refused() {
    return Map.copyOf(refused);
  }

  long refusals() {
    return refusals.sum();
  }

  private boolean take(ConfigurationFile file, Stamp stamp) {
    try {
      if (stamp.equals(Stamp.ABSENT)) {
        reset(file);
      } else {
        apply(file, stamp);
        LOG.infof("probe configuration read: %s", file.fileName());
      }
      refused.remove(file);
      return true;
    } catch (Rejected e) {
      refusals.increment();
      refused.put(file, e.getMessage());
      LOG.errorf("probe configuration refused: %s: %s", file.fileName(), e.getMessage());
      return false;
    }
  }

  private void apply(ConfigurationFile file, Stamp stamp) throws Rejected {
    String text = text(file, stamp);
    switch (file) {
      case FEATURES -> features = Content.features(text);
      case TEST_HELPERS -> testHelpers = Content.testHelpers(text);
      case COLLECTORS -> collectors = Content.collectors(text);
      case TESTS -> tests = Content.tests(text);
      case PSIPHON -> documents.put(file, Content.psiphon(text));
      case TOR_TARGETS -> documents.put(file, Content.torTargets(text));
    }
  }

  private void reset(ConfigurationFile file) {
    switch (file) {
      case FEATURES -> features = Defaults.FEATURES;
      case TEST_HELPERS -> testHelpers = Defaults.TEST_HELPERS;
      case COLLECTORS -> collectors = Defaults.COLLECTORS;
      case TESTS -> tests = Defaults.TESTS;
      case PSIPHON, TOR_TARGETS -> documents.remove(file);
    }
  }

  private String text(ConfigurationFile file, Stamp stamp) throws Rejected {
    if (stamp.size() > LARGEST) {
      throw new Rejected("the file is larger than " + LARGEST + " bytes");
    }
    try {
      return Files.readString(directory.resolve(file.fileName()));
    } catch (CharacterCodingException e) {
      throw new Rejected("the file is not UTF-8");
    } catch (IOException e) {
      throw new Rejected("the file cannot be read");
    }
  }

  private Stamp stamp(ConfigurationFile file) {
    try {
      BasicFileAttributes attributes =
          Files.readAttributes(directory.resolve(file.fileName()), BasicFileAttributes.class);
      return new Stamp(
          attributes.lastModifiedTime(), attributes.size(), String.valueOf(attributes.fileKey()));
    } catch (NoSuchFileException e) {
      return Stamp.ABSENT;
    } catch (IOException e) {
      // there, but not to be looked at: reading it says so
      return new Stamp(FileTime.fromMillis(0), 0, "unreadable");
    }
  }
}
