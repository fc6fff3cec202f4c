// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.audit;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import liquibase.changelog.ChangeSet;
import org.ooni.backend.schema.Changelog;

/**
 * What the author of a change set says about its risks and about a missing way back.
 *
 * @param risks those named in the comment as {@code [risk: drop, type; why]}
 * @param unknownRisks names that are none
 * @param riskReason the why; empty when none is stated
 * @param noRollbackReason what follows {@code --rollback empty:}; empty when none is stated
 */
record StatedReasons(
    Set<Risk> risks, Set<String> unknownRisks, String riskReason, String noRollbackReason) {

  private static final Pattern RISK = Pattern.compile("\\[risk: ([^;\\]]+); *([^\\]]+)\\]");
  private static final Pattern NO_ROLLBACK =
      Pattern.compile("(?m)^--rollback (?:empty|not required): *(\\S.*)$");

  static StatedReasons of(ChangeSet changeSet) {
    Set<Risk> risks = EnumSet.noneOf(Risk.class);
    Set<String> unknown = new TreeSet<>();
    Matcher stated = RISK.matcher(Optional.ofNullable(changeSet.getComments()).orElse(""));
    String reason = "";
    if (stated.find()) {
      Arrays.stream(stated.group(1).split(", *"))
          .forEach(
              name -> Risk.labelled(name).ifPresentOrElse(risks::add, () -> unknown.add(name)));
      reason = stated.group(2);
    }
    Matcher noRollback = NO_ROLLBACK.matcher(source(changeSet));
    return new StatedReasons(risks, unknown, reason, noRollback.find() ? noRollback.group(1) : "");
  }

  /** The text of the change set: Liquibase forgets what follows {@code empty}. */
  private static String source(ChangeSet changeSet) {
    String header = "(?m)^--changeset \\S+:" + Pattern.quote(changeSet.getId()) + "(?= |$)";
    String[] from = read(changeSet.getFilePath()).split(header, 2);
    return from.length < 2 ? "" : from[1].split("(?m)^--changeset ", 2)[0];
  }

  private static String read(String resource) {
    try (InputStream stream = Changelog.class.getResourceAsStream("/" + resource)) {
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + resource, e);
    }
  }
}
