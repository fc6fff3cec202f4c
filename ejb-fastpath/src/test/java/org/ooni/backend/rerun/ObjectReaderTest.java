// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.rerun;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ooni.backend.scoring.Outcome;
import org.ooni.backend.scoring.TrivialId;

/** Each form in which archives have measurements (fastpath 7.3, 7.4). */
class ObjectReaderTest {

  private static final String REPORT =
      """
      ---
      probe_asn: AS64500
      probe_cc: IT
      software_version: 1.0.0
      start_time: 1441320103.0
      test_name: HTTP Requests Test
      ...
      ---
      input: http://example.org/
      test_start_time: 1441320200.0
      ...
      ---
      [
      ...
      """;

  @TempDir Path folder;
  private Readings readings;

  @BeforeEach
  void begin() {
    readings = new Readings(folder);
  }

  @Test
  void bodiesHaveTheUidOfTheirMember() throws Exception {
    readings.of(Cans.postcanKey(0), Cans.postcan(0, 3));
    assertEquals(uids(Cans.posts(0, 3)), readings.judged.keySet());
    assertTrue(readings.judged.values().stream().allMatch(judged -> judged.whole()));
    assertEquals(List.of(), readings.unusable);
  }

  @Test
  void anArchiveThatIsNotPackedIsReadUnderTheNameOfAPackedOne() throws Exception {
    readings.of(Cans.postcanKey(0), Cans.tar(Cans.posts(0, 3)));
    assertEquals(3, readings.judged.size());
  }

  @Test
  void linesAreWhatTheySayOrWhatTheIndexSays() throws Exception {
    String said = "20261101140000.000009_IT_webconnectivity_0123456789abcdef";
    String indexed = "20261101140000.000001_IT_webconnectivity_0123456789abcdef";
    String saying = Cans.content(9).replaceFirst("\\{", "{\"measurement_uid\":\"" + said + "\",");
    byte[] one = Cans.lines(List.of(saying, Cans.content(1)));
    byte[] other = Cans.lines(List.of(Cans.content(2)));
    readings.of("raw/x.jsonl.gz", Cans.gzip(one, other), key -> Map.of(1, indexed));
    assertEquals(Set.of(said, indexed), readings.judged.keySet());
    assertFalse(readings.judged.get(indexed).whole());
    assertEquals(List.of("line 3: no_uid"), readings.unusable);
  }

  @Test
  void oldLinesHaveAnIdMadeFromTheirBytes() throws Exception {
    List<String> lines = List.of(Cans.content(1), "no measurement", Cans.content(2));
    readings.of("canned/2018-01-01/x.json.lz4", Cans.lz4(Cans.lines(lines)));
    assertEquals(
        new TreeSet<>(
            Set.of(
                TrivialId.of(Cans.utf8(Cans.content(1) + "\n")),
                TrivialId.of(Cans.utf8(Cans.content(2) + "\n")))),
        readings.judged.keySet());
    assertEquals(List.of("line 2: not_json"), readings.unusable);
  }

  @Test
  void framesOfAnAutoclavedArchiveAreOneArchive() throws Exception {
    byte[] tar =
        Cans.tar(
            Map.of(
                "2018-01-01/a.json", Cans.lines(List.of(Cans.content(1), Cans.content(2))),
                "2018-01-01/notes.txt", Cans.utf8("of no interest")));
    byte[] first = java.util.Arrays.copyOf(tar, 700);
    byte[] rest = java.util.Arrays.copyOfRange(tar, 700, tar.length);
    readings.of("autoclaved/jsonl.tar.lz4/2018-01-01/a.00.tar.lz4", Cans.lz4(first, rest));
    assertEquals(2, readings.judged.size());
    assertEquals(List.of("2018-01-01/notes.txt: member_unknown"), readings.unusable);
  }

  @Test
  void oldReportsAreBroughtIntoTodaysForm() throws Exception {
    readings.of("canned/2015-09-04/x.yaml.lz4", Cans.lz4(Cans.utf8(REPORT)));
    readings.of(
        "canned/2015-09-04/x.00.tar.lz4",
        Cans.lz4(Cans.tar(Map.of("2015-09-04/x.yaml", Cans.utf8(REPORT + "rubbish")))));
    assertEquals(1, readings.judged.size());
    String uid = readings.judged.keySet().iterator().next();
    assertTrue(uid.startsWith("0120150903"), uid);
    Outcome.Scored scored = (Outcome.Scored) readings.judged.get(uid).outcome();
    assertEquals("http_requests", scored.row().testName());
    assertEquals("http://example.org/", scored.row().input());
    assertEquals(
        List.of(
            "x.yaml.lz4 entry 2: not_yaml",
            "2015-09-04/x.yaml entry 2: not_yaml",
            "2015-09-04/x.yaml after entry 2: not_yaml"),
        readings.unusable);
  }

  private static Set<String> uids(Map<String, byte[]> posts) {
    return posts.keySet().stream()
        .map(name -> name.replaceAll(".*/|\\.post$", ""))
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
