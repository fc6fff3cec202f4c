// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.archive;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whoever opens the objects with other tools finds what was accepted. */
class ArchiveFormatsTest {

  private static final String NETTEST = "httpheaderfieldmanipulationxyz";

  @TempDir Path copy;

  private ArchiveWorld world;
  private Path postcan;
  private Path jsonl;

  @BeforeEach
  void copyTheArchive() throws Exception {
    world = new ArchiveWorld();
    for (int i = 0; i < 900; i++) {
      // names of members that are longer than the 100 bytes of old tar files
      world.accept("IT", NETTEST, i);
    }
    world.run();
    for (var object : world.s3.objects().entrySet()) {
      Path file = copy.resolve(object.getKey());
      Files.createDirectories(file.getParent());
      Files.write(file, object.getValue());
    }
    CanName name = CanName.of(world.one("SELECT s3path FROM archive_can")).orElseThrow();
    postcan = copy.resolve(name.postcan());
    jsonl = copy.resolve(name.jsonl());
  }

  @AfterEach
  void end() throws Exception {
    world.close();
  }

  @Test
  void zcatReadsTheLinesThroughAllBlocks() throws Exception {
    assertTrue(Integer.parseInt(world.one("SELECT count(DISTINCT block_offset) FROM jsonl")) > 1);
    List<String> lines = output("zcat", jsonl.toString()).lines().toList();
    assertEquals(contents(), lines);
  }

  @Test
  void pythonReadsTheLinesThroughAllBlocks() throws Exception {
    String program =
        "import gzip,json,sys\nfor l in gzip.open(sys.argv[1]): print(json.loads(l)['input'])";
    assertEquals(
        900,
        new TreeSet<>(output("python3", "-c", program, jsonl.toString()).lines().toList()).size());
  }

  @Test
  void tarAndPythonReadTheBodies() throws Exception {
    String uid = List.copyOf(world.accepted.keySet()).get(7);
    String member = "2026112214_IT_" + NETTEST + "/" + uid + ".post";
    assertEquals(900, output("tar", "-tzf", postcan.toString()).lines().count());
    assertEquals(world.accepted.get(uid), output("tar", "-xzOf", postcan.toString(), member));
    String program =
        "import tarfile,sys\nt=tarfile.open(sys.argv[1])\n"
            + "sys.stdout.write(t.extractfile(sys.argv[2]).read().decode())";
    assertEquals(
        world.accepted.get(uid), output("python3", "-c", program, postcan.toString(), member));
  }

  @Test
  void theManifestIsAListThatSha256sumChecks() throws Exception {
    String program =
        "import json,sys\nfor c in json.load(open(sys.argv[1]))['cans']:\n"
            + " for o in c['objects']: print(o['sha256']+'  '+o['key'])";
    Path list = copy.resolve("list");
    Path manifest = copy.resolve("manifest/20261122/14/2026112214.0.json");
    Files.writeString(list, output("python3", "-c", program, manifest.toString()));
    assertEquals(
        2, output("sha256sum", "-c", "list").lines().filter(l -> l.endsWith("OK")).count());
  }

  @Test
  void aPostcanOfTheReferenceIsReadWithItsLongNames() throws Exception {
    String uid = "20210817150001.000001_US_webconnectivity_0123456789abcdef";
    Path folder =
        copy.resolve("var/lib/ooniapi/measurements/incoming/2021081715_US_webconnectivity");
    Files.createDirectories(folder);
    Files.writeString(folder.resolve(uid + ".post"), "{}");
    String program =
        "import tarfile,sys\nt=tarfile.open(sys.argv[1],'w:gz')\nt.add(sys.argv[2])\nt.close()";
    output("python3", "-c", program, "old.tar.gz", copy.relativize(folder).toString());
    try (PostcanReader reader =
        new PostcanReader(Files.newInputStream(copy.resolve("old.tar.gz")))) {
      PostcanReader.Member member = reader.next().orElseThrow();
      assertTrue(member.name().startsWith("var/lib/ooniapi/"), member.name());
      assertEquals(uid, CanName.measurement(member.name()).orElseThrow().text());
      assertTrue(reader.next().isEmpty());
    }
  }

  @Test
  void aNameIsTakenApartAsItWasPutTogether() {
    String key = "raw/20210817/15/US/webconnectivity/2021081715_US_webconnectivity.n0.3.tar.gz";
    CanName name = CanName.of(key).orElseThrow();
    assertEquals(key, name.postcan());
    assertEquals(key.replace(".tar", ".jsonl"), name.jsonl());
    assertEquals(Instant.parse("2021-08-17T15:00:00Z"), HourGroup.startOf(name.group().hour()));
    for (String other :
        List.of(
            key.replace("/15/", "/16/"),
            key.replace(".n0.3", ".n0"),
            key + ".tmp",
            "raw/../2021081715_US_webconnectivity.n0.3.tar.gz",
            "")) {
      assertEquals(Optional.empty(), CanName.of(other), other);
    }
  }

  @Test
  void aDamagedFileIsNoticedWhereverItIsDamaged() throws Exception {
    byte[] good = Files.readAllBytes(jsonl);
    assertEquals(900, lines(good));
    for (int at : new int[] {0, 3, 200, good.length / 2, good.length - 3}) {
      byte[] damaged = good.clone();
      damaged[at] ^= 0x10;
      assertThrows(IOException.class, () -> lines(damaged), "at " + at);
      assertThrows(
          IOException.class, () -> lines(java.util.Arrays.copyOf(good, at + 1)), "cut at " + at);
    }
  }

  private static int lines(byte[] file) throws IOException {
    int lines = 0;
    try (JsonlBlocks blocks = new JsonlBlocks(new ByteArrayInputStream(file))) {
      for (var block = blocks.next(); block.isPresent(); block = blocks.next()) {
        lines += block.get().lines().size();
      }
    }
    return lines;
  }

  private List<String> contents() {
    List<String> contents = new ArrayList<>();
    for (String submission : world.accepted.values()) {
      contents.add(submission.substring(submission.indexOf("{\"report"), submission.length() - 1));
    }
    return contents;
  }

  /** What a tool prints; the test is skipped where there is no such tool. */
  private String output(String... command) throws Exception {
    Process process;
    try {
      process = new ProcessBuilder(command).directory(copy.toFile()).start();
    } catch (IOException e) {
      assumeTrue(false, "no " + command[0] + " here");
      return "";
    }
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    String errors = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, process.waitFor(), errors);
    return output;
  }
}
