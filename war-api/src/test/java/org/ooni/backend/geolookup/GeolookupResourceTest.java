// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.geolookup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.github.luben.zstd.Zstd;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MultivaluedHashMap;
import jakarta.ws.rs.core.Response;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jboss.resteasy.specimpl.ResteasyHttpHeaders;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ooni.backend.geoip.GeoLookup;
import org.ooni.backend.geoip.MmdbFile;
import org.ooni.backend.problem.BadRequest;
import org.ooni.backend.problem.TooLarge;
import org.ooni.backend.problem.Unprocessable;
import org.ooni.backend.problem.UnsupportedEncoding;

class GeolookupResourceTest {

  private final GeolookupResource resource = new GeolookupResource();

  @BeforeEach
  void seed(@TempDir Path directory) throws IOException {
    new MmdbFile("merged", 1_767_225_600)
        .add("192.33.4.0/24", "US", 2149, "PSINet")
        .add("2001:500:2::/48", "US", 2149, "PSINet")
        .add("8.0.0.0/8", "US", 15169, "Google")
        .write(directory.resolve("asn_cc.mmdb"));
    resource.geo = new GeoLookup(directory);
  }

  @Test
  void eachAddressIsAKeyOfTheAnswer() throws IOException {
    Response answer = ask("{\"addresses\":[\"192.33.4.12\",\"2001:500:2::c\"],\"unknown\":null}");
    assertEquals(200, answer.getStatus());
    assertEquals("no-cache", answer.getHeaderString("Cache-Control"));
    assertEquals(
        """
        {"v":1,"geolocation":{"192.33.4.12":{"cc":"US","asn":2149,"as_name":"PSINet"},\
        "2001:500:2::c":{"cc":"US","asn":2149,"as_name":"PSINet"}}}""",
        answer.getEntity());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"203.0.113.7", "10.0.0.1", "224.0.0.1", "fe80::1", "::1", "::ffff:8.8.8.8"})
  void whatHasNoPlaceIsZz(String address) throws IOException {
    assertEquals(
        "{\"v\":1,\"geolocation\":{\""
            + address
            + "\":{\"cc\":\"ZZ\",\"asn\":null,\"as_name\":null}}}",
        ask("{\"addresses\":[\"" + address + "\"]}").getEntity());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"999.1.1.1\"", "\"fe80::1%eth0\"", "\"example.org\"", "\"\"", "\"8.8.8\"",
            "\"010.0.0.1\"",
        "\"134744072\"", "\"[::1]\"", "\"8.8.8.8/24\"", "null", "8", "[\"8.8.8.8\"]"
      })
  void whatIsNoAddressIsRefused(String address) {
    assertThrows(Unprocessable.class, () -> ask("{\"addresses\":[" + address + "]}"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "{\"addresses\":null}", "{\"addresses\":\"8.8.8.8\"}"})
  void withoutAListNothingIsLookedUp(String body) {
    assertThrows(Unprocessable.class, () -> ask(body));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "[]", "\"x\"", "{\"addresses\":"})
  void aBodyThatIsNoObjectIsRefused(String body) {
    assertThrows(Unprocessable.class, () -> ask(body));
  }

  @Test
  void theEncodingsOfAllOtherRequestsAreTaken() throws IOException {
    byte[] packed = Zstd.compress(list(1).getBytes(StandardCharsets.UTF_8));
    assertEquals(200, ask(packed, "zstd").getStatus());
    assertThrows(UnsupportedEncoding.class, () -> ask(packed, "br"));
  }

  @Test
  void aThousandAddressesAreTheMost() throws IOException {
    assertEquals(200, ask(list(1000)).getStatus());
    assertThrows(BadRequest.class, () -> ask(list(1001)));
    assertThrows(TooLarge.class, () -> ask(list(10_000)));
  }

  private static String list(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> "\"8.0." + i / 250 + '.' + i % 250 + '"')
        .collect(Collectors.joining(",", "{\"addresses\":[", "]}"));
  }

  private Response ask(String body) throws IOException {
    return ask(body.getBytes(StandardCharsets.UTF_8));
  }

  private Response ask(byte[] body, String... encodings) throws IOException {
    MultivaluedHashMap<String, String> headers = new MultivaluedHashMap<>();
    headers.put(HttpHeaders.CONTENT_ENCODING, List.of(encodings));
    resource.headers = new ResteasyHttpHeaders(headers);
    return resource.lookup(new ByteArrayInputStream(body));
  }
}
