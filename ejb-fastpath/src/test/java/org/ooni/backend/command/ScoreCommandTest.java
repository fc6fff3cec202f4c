// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.luben.zstd.Zstd;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

final class ScoreCommandTest {

  private static final Path FIXTURES = Path.of("src/test/resources");
  private static final String UID = "20260301101530.123456_IT_webconnectivity_0123456789abcdef";

  private final StringWriter out = new StringWriter();
  private final StringWriter messages = new StringWriter();

  @TempDir Path folder;

  @Test
  void eachLineGetsAVerdict() throws IOException {
    Path file = folder.resolve("lines");
    Files.writeString(file, UID + "\t" + fixture("network") + "\n" + fixture("dns") + "\n");
    assertEquals(0, score(fingerprints(), file.toString()));
    JsonNode first = line(0);
    assertEquals(UID, first.get("uid").textValue());
    assertTrue(first.get("confirmed").booleanValue());
    assertEquals(1.0, first.get("scores").get("blocking_isp").doubleValue());
    assertEquals("IT", first.get("row").get("probe_cc").textValue());
    assertTrue(line(1).get("uid").textValue().matches("0120260301[0-9a-f]{30}"));
    assertTrue(messages.toString().contains("2 lines"), messages.toString());
  }

  @Test
  void aBadLineIsNamedAndDoesNotStopTheRest() throws IOException {
    Path file = folder.resolve("lines");
    Files.writeString(file, "{\"a\"\nno uid!\t{}\n" + UID + "\t" + fixture("dns"));
    assertEquals(1, score(file.toString()));
    assertTrue(messages.toString().contains("line 1: not_json"), messages.toString());
    assertTrue(messages.toString().contains("line 2: not a measurement_uid"), messages.toString());
    assertEquals(UID, line(1).get("uid").textValue());
  }

  @Test
  void packedFilesAreRead() throws IOException {
    byte[] plain = (UID + "\t" + fixture("dns") + "\n").getBytes(StandardCharsets.UTF_8);
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
      gzip.write(plain);
    }
    Path gzipped = Files.write(folder.resolve("lines.gz"), packed.toByteArray());
    Path zstd = Files.write(folder.resolve("lines.zst"), Zstd.compress(plain));
    assertEquals(0, score(gzipped.toString(), zstd.toString()));
    assertEquals(line(0), line(1));
  }

  @Test
  void discardedLinesSayWhy() throws IOException {
    Path file = folder.resolve("lines");
    Files.writeString(file, fixture("dns").replace("\"IT\"", "\"ZZ\""));
    assertEquals(0, score(file.toString()));
    assertEquals("unknown_country", line(0).get("reason").textValue());
  }

  @Test
  void exitCodesTellWhatWentWrong() {
    assertEquals(1, score(folder.resolve("absent").toString()));
    assertEquals(2, score("--absent-option"));
    assertEquals(2, score("--fingerprints-dns=" + folder.resolve("absent")));
    assertEquals(0, score("--help"));
    assertTrue(out.toString().contains("Exit codes:"), out.toString());
  }

  private int score(String... arguments) {
    String[] all = new String[arguments.length + 2];
    all[0] = "score";
    all[1] = "--no-progress";
    System.arraycopy(arguments, 0, all, 2, arguments.length);
    CommandLine line = FastpathCommand.line(Map.of());
    return line.setOut(new PrintWriter(out)).setErr(new PrintWriter(messages)).execute(all);
  }

  private JsonNode line(int number) throws IOException {
    return new ObjectMapper().readTree(out.toString().split("\n")[number]);
  }

  private static String fingerprints() {
    return "--fingerprints-http=" + FIXTURES.resolve("fixture-fingerprints-http.csv");
  }

  private static String fixture(String name) throws IOException {
    String file = name.equals("network") ? "base64-body-is-searched" : name;
    Path path = FIXTURES.resolve("web_connectivity").resolve(file + ".json");
    return Files.readString(path).replace("\n", "");
  }
}
