// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.ObjectInputStream;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What a hostile request could turn into more than it is, in the code that serves requests. */
class DangerousCallsTest {

  private static final JavaClasses SERVED;

  static {
    Path root = Path.of(System.getProperty("basedir", ".")).toAbsolutePath().resolve("..");
    SERVED =
        new ClassFileImporter()
            .importPaths(
                List.of("ear/lib", "ejb-fastpath", "war-api", "war-private").stream()
                    .map(module -> root.resolve(module).resolve("target/classes").normalize())
                    .toList());
  }

  @Test
  void statementsAreAlwaysPreparedSoThatValuesCanBeBound() {
    noClasses().should().callMethod(Connection.class, "createStatement").check(SERVED);
  }

  @Test
  void noProgramIsStarted() {
    noClasses()
        .should()
        .callMethod(Runtime.class, "exec", String.class)
        .orShould()
        .callMethod(Runtime.class, "exec", String[].class)
        .orShould()
        .dependOnClassesThat()
        .areAssignableTo(ProcessBuilder.class)
        .check(SERVED);
  }

  @Test
  void nothingIsDeserialisedByJava() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .areAssignableTo(ObjectInputStream.class)
        .orShould()
        .dependOnClassesThat()
        .haveFullyQualifiedName("java.beans.XMLDecoder")
        .check(SERVED);
  }

  @Test
  void noXmlIsParsedAndNoScriptIsRun() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "javax.xml.parsers..",
            "javax.xml.stream..",
            "javax.xml.transform..",
            "org.xml.sax..",
            "javax.script..",
            "javax.el..",
            "jakarta.el..")
        .check(SERVED);
  }

  @Test
  void predictableNumbersMakeNoSecret() {
    noClasses()
        .that()
        .resideInAnyPackage(
            "org.ooni.backend.accounts..",
            "org.ooni.backend.session..",
            "org.ooni.backend.secrets..",
            "org.ooni.backend.probelogin..",
            "org.ooni.backend.oonirunv1..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("java.util.random..")
        .orShould()
        .dependOnClassesThat()
        .haveFullyQualifiedName("java.util.concurrent.ThreadLocalRandom")
        .orShould()
        .dependOnClassesThat()
        .haveFullyQualifiedName(Random.class.getName())
        .orShould()
        .callMethod(Math.class, "random")
        .check(SERVED);
  }
}
