// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.quotas;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jboss.resteasy.mock.MockHttpRequest;
import org.jboss.resteasy.mock.MockHttpResponse;
import org.junit.jupiter.api.Test;
import org.ooni.backend.pagetest.Page;
import org.ooni.backend.pagetest.Tokens;
import org.ooni.backend.ratelimit.Allowance;
import org.ooni.backend.ratelimit.RateLimits;

class QuotasSummaryResourceTest {

  private final Tokens tokens = new Tokens();

  @Test
  void adminsSeeTheTwentyWithTheLeastLeftInSeconds() throws Exception {
    MockHttpResponse response = ask(tokens.admin());
    assertEquals(200, response.getStatus());
    assertEquals("[[\"00112233aabbccdd\",0],[\"20\",39]]", response.getContentAsString());
    assertEquals("no-cache", response.getOutputHeaders().getFirst("Cache-Control"));
  }

  @Test
  void nobodyElseDoes() throws Exception {
    assertEquals(401, ask("").getStatus());
    assertEquals(401, ask(tokens.user("0123456789abcdef0123456789abcdef")).getStatus());
  }

  private MockHttpResponse ask(String token) throws Exception {
    QuotasSummaryResource resource = new QuotasSummaryResource();
    resource.limits = new TwoClients();
    resource.sessions = tokens.sessions();
    return new Page(resource)
        .send(MockHttpRequest.get("/quotas_summary").header("Authorization", "Bearer " + token));
  }

  private static final class TwoClients extends RateLimits {
    @Override
    public List<Map.Entry<String, Allowance>> lowest(int most) {
      return List.of(
          Map.entry("00112233aabbccdd", new Allowance(12_000, 0, Duration.ofMinutes(1))),
          Map.entry(Integer.toString(most), new Allowance(12_000, 3999, Duration.ofMinutes(1))));
    }
  }
}
