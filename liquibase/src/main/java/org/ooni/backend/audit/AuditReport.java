// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.audit;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import liquibase.change.core.EmptyChange;
import liquibase.change.core.RawSQLChange;

/**
 * One audit, for people.
 *
 * @param subject which database, which version, when
 * @param reviewed the change sets with their risks
 * @param frozen what was altered in released change sets
 * @param states all change sets, as this version and as the database has them
 * @param release the newest one that the database has, if any
 * @param updateSql what an update would run
 * @param undescribed tables and columns without a complete comment
 * @param drift differences from the reference, or why they were not looked for
 */
record AuditReport(
    String subject,
    List<ReviewedChange> reviewed,
    List<String> frozen,
    List<ChangeState> states,
    Optional<String> release,
    String updateSql,
    List<String> undescribed,
    String drift) {

  /** What somebody has to look at; nothing when all is well. */
  List<String> findings() {
    List<String> altered =
        states.stream()
            .filter(ChangeState::isAltered)
            .map(state -> state.id() + ": the database applied another text")
            .toList();
    return Stream.of(
            reviewed.stream()
                .flatMap(change -> change.violations().stream().map(v -> change.id() + ": " + v))
                .toList(),
            frozen,
            altered,
            undescribed.stream().map(name -> name + ": no complete comment").toList())
        .flatMap(List::stream)
        .toList();
  }

  /** The same as {@code liquibase status --verbose} tells, with checksums and risks. */
  String status() {
    StringBuilder text = new StringBuilder(subject + "\n");
    text.append("change sets: %d, pending: %d\n".formatted(states.size(), pending()));
    text.append("release: ").append(release.orElse("none")).append("\n\n");
    for (ChangeState state : states) {
      text.append(
          "%-8s %s %s%s%n".formatted(state.word(), state.checksum(), state.id(), state.history()));
    }
    return text.toString();
  }

  String html() {
    Html page = new Html("Audit of the schema");
    page.paragraph(subject);
    page.paragraph(
        "Change sets: %d, pending: %d, release: %s."
            .formatted(states.size(), pending(), release.orElse("none")));
    page.heading("Findings");
    page.preformatted(findings().isEmpty() ? "none" : String.join("\n", findings()));
    page.heading("Drift");
    page.preformatted(drift);
    page.heading("Pending, with their SQL");
    page.preformatted(pending() == 0 ? "none" : updateSql);
    page.heading("Change sets");
    changeSets(page);
    return page.text();
  }

  private void changeSets(Html page) {
    Map<String, ChangeState> byId =
        states.stream().collect(Collectors.toMap(ChangeState::id, Function.identity()));
    page.table("change set", "labels", "why", "risks", "way back", "state");
    for (ReviewedChange change : reviewed) {
      page.row(
          change.id(),
          String.join(" ", change.changeSet().getLabels().getLabels()),
          change.changeSet().getComments(),
          change.risks().stream().map(Risk::label).collect(Collectors.joining(" ")),
          wayBack(change),
          byId.get(change.id()).word() + byId.get(change.id()).history());
    }
    page.endTable();
  }

  private static String wayBack(ReviewedChange change) {
    return change.changeSet().getRollback().getChanges().stream()
        .map(
            back ->
                back instanceof EmptyChange
                    ? "none: " + change.stated().noRollbackReason()
                    : back instanceof RawSQLChange raw ? raw.getSql() : back.getDescription())
        .collect(Collectors.joining("\n"));
  }

  long pending() {
    return states.stream().filter(state -> state.applied().isEmpty()).count();
  }
}
