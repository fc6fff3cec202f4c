// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.checkin;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.jboss.resteasy.mock.MockDispatcherFactory;
import org.jboss.resteasy.mock.MockHttpRequest;
import org.jboss.resteasy.mock.MockHttpResponse;
import org.jboss.resteasy.spi.Dispatcher;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ooni.backend.problem.ProblemMapper;

class TestListUrlsResourceTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Dispatcher dispatcher = MockDispatcherFactory.createDispatcher();
  private final AskedLists lists = new AskedLists();

  @BeforeEach
  void deploy() {
    TestListUrlsResource urls = new TestListUrlsResource();
    urls.testLists = lists;
    dispatcher.getRegistry().addSingletonResource(urls);
    dispatcher.getProviderFactory().registerProvider(ProblemMapper.class);
  }

  @Test
  void theListForScriptsHasItsConstants() throws Exception {
    JsonNode answer = JSON.readTree(get("").getContentAsString());
    assertEquals(
        JSON.readTree(
            "{\"count\":1,\"current_page\":-1,\"limit\":-1,\"next_url\":\"\",\"pages\":1}"),
        answer.get("metadata"));
    assertEquals(3, answer.at("/results/0").size());
    JsonNode explained = JSON.readTree(get("debug=True").getContentAsString());
    assertEquals(100, explained.at("/results/0/priority").intValue());
    assertEquals(2.0, explained.at("/results/0/weight").doubleValue());
    assertEquals(50, explained.at("/results/0/msmt_cnt").intValue());
  }

  @ParameterizedTest
  @CsvSource(
      value = {
        "country_code=it&probe_cc=DE|IT AS0 [] 9999",
        "probe_cc=de&limit=7|DE AS0 [] 7",
        "limit=-1&category_codes=news, NEWS|ZZ AS0 [NEWS] 9999",
        "category_codes=,NEWS,,|ZZ AS0 [NEWS] 9999",
      },
      delimiter = '|')
  void theListForScriptsIsAskedForByParameters(String query, String asked) throws Exception {
    assertEquals(200, get(query.replace(" ", "%20")).getStatus());
    assertEquals(asked, lists.asked);
  }

  @ParameterizedTest
  @CsvSource({
    "limit=abc, 422",
    "limit=10000, 422",
    "limit=99999999999, 422",
    "limit=0, 400",
    "limit=-2, 400",
    "probe_cc=ITA, 422",
    "country_code=1T, 422",
    "category_codes=NEWS;X, 422",
  })
  void badParametersAreRefused(String query, int status) throws Exception {
    assertEquals(status, get(query).getStatus());
  }

  private MockHttpResponse get(String query) throws Exception {
    MockHttpResponse response = new MockHttpResponse();
    dispatcher.invoke(MockHttpRequest.get("/api/v1/test-list/urls?" + query), response);
    return response;
  }
}
