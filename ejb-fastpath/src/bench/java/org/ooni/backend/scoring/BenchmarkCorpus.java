// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.scoring;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPInputStream;
import org.ooni.backend.fingerprint.Fingerprint;
import org.ooni.backend.fingerprint.FingerprintReader;
import org.ooni.backend.fingerprint.FingerprintSnapshot;

/**
 * The bodies to measure with: the file named by {@code -Dcorpus} (lines of uid, tab, submission;
 * plain or .gz), else made-up measurements of a real size; and as many fingerprints as are known.
 */
record BenchmarkCorpus(List<String> uids, List<byte[]> bodies, FingerprintSnapshot fingerprints) {

  private static final int BODIES = 300;
  private static final int PATTERNS = 1300;
  private static final int PAGE = 20_000;

  static BenchmarkCorpus load() throws IOException {
    FingerprintSnapshot fingerprints =
        new FingerprintSnapshot(read("fingerprints.dns", false), read("fingerprints.http", true));
    String file = System.getProperty("corpus", "");
    List<String> uids = new ArrayList<>();
    List<byte[]> bodies = new ArrayList<>();
    if (file.isEmpty()) {
      makeUp(uids, bodies);
      return new BenchmarkCorpus(uids, bodies, fingerprints);
    }
    byte[] whole = Files.readAllBytes(Path.of(file));
    try (InputStream in = new ByteArrayInputStream(whole)) {
      InputStream plain = file.endsWith(".gz") ? new GZIPInputStream(in) : in;
      String text = new String(plain.readAllBytes(), StandardCharsets.UTF_8);
      for (String line : text.split("\n")) {
        int tab = line.indexOf('\t');
        uids.add(line.substring(0, tab));
        bodies.add(line.substring(tab + 1).getBytes(StandardCharsets.UTF_8));
      }
    }
    return new BenchmarkCorpus(uids, bodies, fingerprints);
  }

  int size() {
    return uids.size();
  }

  String uid(int number) {
    return uids.get(number);
  }

  byte[] body(int number) {
    return bodies.get(number);
  }

  private static List<Fingerprint> read(String property, boolean bodies) throws IOException {
    String file = System.getProperty(property, "");
    if (!file.isEmpty()) {
      return FingerprintReader.read(Files.readAllBytes(Path.of(file)));
    }
    Random random = new Random(7);
    List<Fingerprint> made = new ArrayList<>();
    for (int i = 0; bodies && i < PATTERNS; i++) {
      String pattern = (i % 3 == 0 ? "<title>" : "http") + words(random, 20);
      made.add(new Fingerprint("made." + i, "nat", "body", "contains", pattern, 5, "XX"));
    }
    return made;
  }

  private static void makeUp(List<String> uids, List<byte[]> bodies) {
    Random random = new Random(42);
    for (int i = 0; i < BODIES; i++) {
      uids.add(String.format("20220601101530.%06d_IT_webconnectivity_0123456789abcdef", i));
      bodies.add(
          MADE_UP
              .formatted(events(random), words(random, PAGE), words(random, PAGE / 2))
              .getBytes(StandardCharsets.UTF_8));
    }
  }

  private static String events(Random random) {
    StringBuilder events = new StringBuilder("null");
    for (int i = 0; i < 80; i++) {
      events.append(
          ", {\"operation\": \"read\", \"t\": %f, \"num_bytes\": %d, \"failure\": null}"
              .formatted(random.nextDouble(), random.nextInt(9000)));
    }
    return events.toString();
  }

  private static String words(Random random, int length) {
    StringBuilder text = new StringBuilder();
    while (text.length() < length) {
      text.append(
          switch (random.nextInt(12)) {
            case 0 -> "<div class=\\\"";
            case 1 -> "</div>\\n";
            case 2 -> "http://";
            case 3 -> "\u0434\u043e\u0441\u0442\u0443\u043f ";
            default -> Long.toString(random.nextLong(), 36) + " ";
          });
    }
    return text.toString();
  }

  private static final String MADE_UP =
      """
      {"format": "json", "content": {"report_id": "20220601T101010Z_webconnectivity_IT_1_n1_made",
       "probe_cc": "IT", "probe_asn": "AS1", "test_name": "web_connectivity",
       "input": "http://example.org/", "test_start_time": "2022-06-01 10:10:10",
       "measurement_start_time": "2022-06-01 10:10:20", "test_runtime": 1.5,
       "test_version": "0.4.1", "software_name": "made-up", "software_version": "1.0.0",
       "annotations": {"platform": "linux"}, "test_keys": {"blocking": false, "accessible": true,
       "network_events": [%s], "queries": [], "requests": [{"failure": null,
       "request": {"url": "http://example.org/", "headers": {}}, "response": {"code": 200,
       "headers": {"Server": "made-up"}, "body": "%s"}}],
       "tls_handshakes": [{"peer_certificates": [{"format": "base64", "data": "%s"}]}]}}}""";
}
