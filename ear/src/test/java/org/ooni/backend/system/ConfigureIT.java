// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The scripts on a stock server: applied, applied again, taken back. */
class ConfigureIT {

  /** What is seen of one configuration on its way. */
  private record Seen(
      String stock, String configured, String saidAgain, String again, String restored) {}

  private static final Map<String, Seen> SEEN = new HashMap<>();

  @BeforeAll
  static void applyTwiceAndTakeBack() {
    OwnedServer.shared();
    // one after the other: a server being configured writes its logging.properties, which both
    // share
    see("standalone-full.xml");
    see("standalone-full-ha.xml");
  }

  private static void see(String name) {
    OwnedServer server = OwnedServer.shared();
    String own = "configure-" + name;
    try {
      Path file = server.configuration(own);
      Files.copy(server.configuration(name), file, StandardCopyOption.REPLACE_EXISTING);
      String stock = Files.readString(file);
      server.configure("--config=" + own);
      String configured = Files.readString(file);
      String said = server.configure("--config=" + own);
      String again = Files.readString(file);
      server.configure("--undo", "--config=" + own);
      SEEN.put(name, new Seen(stock, configured, said, again, Files.readString(file)));
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"standalone-full.xml", "standalone-full-ha.xml"})
  void theSecondRunChangesNothing(String name) {
    Seen seen = SEEN.get(name);
    assertTrue(seen.saidAgain().startsWith("nothing to change"), seen.saidAgain());
    assertEquals(seen.configured(), seen.again());
  }

  @ParameterizedTest
  @ValueSource(strings = {"standalone-full.xml", "standalone-full-ha.xml"})
  void takenBackItIsWhatTheStockServerHas(String name) throws Exception {
    Seen seen = SEEN.get(name);
    assertFalse(ServerXml.lines(seen.stock()).equals(ServerXml.lines(seen.configured())));
    assertEquals(
        String.join("\n", ServerXml.lines(seen.stock())),
        String.join("\n", ServerXml.lines(seen.restored())));
  }

  @ParameterizedTest
  @ValueSource(strings = {"standalone-full.xml", "standalone-full-ha.xml"})
  void noReadersQuestionTakesASecondProcessOfTheDatabaseUnlessItIsSaid(String name) {
    String configured = SEEN.get(name).configured();
    String workers = "-c max_parallel_workers_per_gather=${env.DATABASE_READ_WORKERS:1} ";
    int reading = configured.indexOf("pool-name=\"OoniRead\"");
    int writing = configured.indexOf("pool-name=\"OoniWrite\"");
    int found = configured.indexOf(workers);
    assertTrue(reading < found && found < writing, configured);
    assertEquals(found, configured.lastIndexOf(workers));
  }

  @ParameterizedTest
  @ValueSource(strings = {"standalone-full.xml", "standalone-full-ha.xml"})
  void aClusterIsNotLeftOverNorIsAPassword(String name) {
    String configured = SEEN.get(name).configured();
    for (String word :
        List.of("jgroups", "modcluster", "infinispan", "CHANGE ME", "password=\"sa\"")) {
      assertFalse(configured.contains(word), word);
    }
  }
}
