// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.audit;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import liquibase.change.core.EmptyChange;
import liquibase.changelog.ChangeSet;
import org.ooni.backend.schema.Changelog;

/**
 * The rules of the changelog, checked over what Liquibase understood of it rather than over its
 * text: an attribute with a slip in its name is missing here.
 */
final class ChangelogRules {

  private static final String AUTHOR = "ooni-backend";
  private static final String TICKET = "issue-[0-9]+";

  private ChangelogRules() {}

  /**
   * What is wrong, one line each with the change set in front; nothing when all is well.
   *
   * @param changelog name of a resource on the class path
   */
  static List<String> violations(String changelog) {
    return reviewed(changelog).stream()
        .flatMap(change -> change.violations().stream().map(found -> change.id() + ": " + found))
        .toList();
  }

  /** All change sets with their risks and what is wrong with them, in their order. */
  static List<ReviewedChange> reviewed(String changelog) {
    Map<String, Integer> numbers = new HashMap<>();
    Map<String, Set<String>> newTables = new HashMap<>();
    List<ReviewedChange> reviewed = new ArrayList<>();
    for (ChangeSet changeSet : Changelog.changeSets(changelog)) {
      String stem = changeSet.getFilePath().replaceAll("^.*/|\\.sql$", "");
      String expectedId = stem + "-" + numbers.merge(stem, 1, Integer::sum);
      Set<String> tables = newTables.computeIfAbsent(stem, name -> new HashSet<>());
      List<Statement> statements = Statement.of(changeSet);
      Set<Risk> risks = EnumSet.noneOf(Risk.class);
      statements.forEach(statement -> risks.addAll(Risk.of(statement, tables)));
      statements.forEach(statement -> statement.createdTable().ifPresent(tables::add));
      StatedReasons stated = StatedReasons.of(changeSet);
      List<String> violations =
          Stream.of(
                  form(changeSet, expectedId),
                  wayBack(changeSet, stated),
                  execution(changeSet, statements),
                  risks(risks, stated))
              .flatMap(List::stream)
              .toList();
      reviewed.add(new ReviewedChange(changeSet, risks, stated, violations));
    }
    return reviewed;
  }

  private static List<String> form(ChangeSet changeSet, String expectedId) {
    List<String> violations = new ArrayList<>();
    if (!changeSet.getId().equals(expectedId)) {
      violations.add("the id should be " + expectedId);
    }
    if (!AUTHOR.equals(changeSet.getAuthor())) {
      violations.add("the author should be " + AUTHOR);
    }
    if (changeSet.getComments() == null || changeSet.getComments().isBlank()) {
      violations.add("no comment gives the reason");
    }
    Set<String> labels =
        changeSet.getLabels() == null ? Set.of() : changeSet.getLabels().getLabels();
    if (labels.stream().allMatch(label -> label.matches(TICKET))) {
      violations.add("no label names the component");
    }
    if (labels.stream().noneMatch(label -> label.matches(TICKET))) {
      violations.add("no label names the issue it was made for, such as issue-8");
    }
    return violations;
  }

  private static List<String> wayBack(ChangeSet changeSet, StatedReasons stated) {
    if (changeSet.getRollback() == null || changeSet.getRollback().getChanges().isEmpty()) {
      return List.of("no rollback");
    }
    boolean empty =
        changeSet.getRollback().getChanges().stream().allMatch(EmptyChange.class::isInstance);
    return empty && stated.noRollbackReason().isEmpty()
        ? List.of("no reason for the empty rollback, as in --rollback empty: why")
        : List.of();
  }

  private static List<String> execution(ChangeSet changeSet, List<Statement> statements) {
    List<String> violations = new ArrayList<>();
    if (changeSet.isAlwaysRun() || changeSet.isRunOnChange()) {
      violations.add("runs more than once");
    }
    if (changeSet.getFailOnError() == Boolean.FALSE) {
      violations.add("ignores errors");
    }
    if (!changeSet.getValidCheckSums().isEmpty()) {
      violations.add("accepts other checksums: a released change set is frozen");
    }
    if (statements.size() > 1 && !statements.stream().allMatch(Statement::isComment)) {
      violations.add("more than one statement");
    }
    boolean outside = statements.stream().anyMatch(Statement::standsOutsideTransactions);
    if (outside == changeSet.isRunInTransaction()) {
      violations.add(
          outside
              ? "cannot run in a transaction: say runInTransaction:false"
              : "says runInTransaction:false without need");
    }
    return violations;
  }

  private static List<String> risks(Set<Risk> found, StatedReasons stated) {
    List<String> violations = new ArrayList<>();
    for (Risk risk : found) {
      if (!stated.risks().contains(risk)) {
        violations.add(
            "silent risk: say in the comment why it is none, as in [risk: "
                + risk.label()
                + "; why]");
      }
    }
    for (Risk risk : stated.risks()) {
      if (!found.contains(risk)) {
        violations.add("states a risk that it has not: " + risk.label());
      }
    }
    stated.unknownRisks().forEach(name -> violations.add("states an unknown risk: " + name));
    return violations;
  }
}
