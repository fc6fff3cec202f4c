// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.architecture;

import static com.tngtech.archunit.core.domain.JavaModifier.FINAL;
import static com.tngtech.archunit.core.domain.JavaModifier.STATIC;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZonedDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class HouseRulesTest {

  private static final String[] MODULES = {
    "liquibase",
    "ear/lib",
    "ejb-fastpath",
    "war-api",
    "war-private",
    "server-config",
    "server-config/deploy"
  };
  private static final Map<String, JavaClasses> BY_MODULE = new HashMap<>();
  private static final JavaClasses ALL;
  private static final JavaClasses WEB;

  static {
    Path root = Path.of(System.getProperty("basedir", ".")).toAbsolutePath().resolve("..");
    ClassFileImporter importer = new ClassFileImporter();
    for (String module : MODULES) {
      BY_MODULE.put(module, importer.importPath(classFolder(root, module)));
    }
    WEB = importer.importPaths(classFolder(root, "war-api"), classFolder(root, "war-private"));
    ALL = importer.importPaths(List.of(MODULES).stream().map(m -> classFolder(root, m)).toList());
  }

  private static Path classFolder(Path root, String module) {
    return root.resolve(module).resolve("target/classes").normalize();
  }

  @Test
  void everyModuleIsLookedAt() {
    BY_MODULE.forEach((module, found) -> assertFalse(found.isEmpty(), module));
  }

  @Test
  void noPackageIsInTwoModules() {
    Map<String, TreeSet<String>> modules = new TreeMap<>();
    BY_MODULE.forEach(
        (module, found) ->
            found.forEach(
                type ->
                    modules
                        .computeIfAbsent(type.getPackageName(), name -> new TreeSet<>())
                        .add(module)));
    modules.values().removeIf(names -> names.size() == 1);
    assertEquals(Map.of(), modules);
  }

  @Test
  void packagesHaveNoCycles() {
    slices().matching("org.ooni.backend.(*)..").should().beFreeOfCycles().check(ALL);
  }

  @Test
  void bannedNamesAreNotUsed() {
    noClasses()
        .should()
        .haveNameMatching(".*(Impl|Manager|Utils?|Helper|Service|DTO|DAO)")
        .check(ALL);
  }

  @Test
  void fieldsForInjectionAreNotPrivate() {
    fields().that().areAnnotatedWith(Inject.class).should().notBePrivate().check(ALL);
  }

  @Test
  void staticFieldsAreFinal() {
    fields().should(beFinalWhenStatic()).check(ALL);
  }

  @Test
  void theClockIsInjected() {
    noClasses()
        .should()
        .callMethod(Instant.class, "now")
        .orShould()
        .callMethod(LocalDate.class, "now")
        .orShould()
        .callMethod(LocalDateTime.class, "now")
        .orShould()
        .callMethod(ZonedDateTime.class, "now")
        .check(ALL);
  }

  @Test
  void onlyBoundariesOfTheWebApplicationsArePublic() {
    DescribedPredicate<JavaClass> boundary =
        DescribedPredicate.describe(
            "boundaries",
            type ->
                type.getSimpleName().endsWith("Resource")
                    || type.getSimpleName().endsWith("Api")
                    || type.isMemberClass()
                    || type.getSimpleName().equals("package-info"));
    classes().that(DescribedPredicate.not(boundary)).should().notBePublic().check(WEB);
  }

  @Test
  void scoringKnowsNoContainerNoDatabaseAndNoStore() {
    noClasses()
        .that()
        .resideInAnyPackage(
            "org.ooni.backend.scoring..",
            "org.ooni.backend.fingerprint..",
            "org.ooni.backend.json..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "jakarta..", "java.sql..", "javax.sql..", "io.minio..", "org.ooni.backend.fastpath..")
        .check(BY_MODULE.get("ejb-fastpath"));
  }

  private static ArchCondition<JavaField> beFinalWhenStatic() {
    return new ArchCondition<>("be final when static") {
      @Override
      public void check(JavaField field, ConditionEvents events) {
        boolean good =
            !field.getModifiers().contains(STATIC) || field.getModifiers().contains(FINAL);
        events.add(new SimpleConditionEvent(field, good, field.getFullName() + " is not final"));
      }
    };
  }
}
