// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.requestbody;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StorableJsonTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "null",
        "[]",
        "{\"a\":[1,-2.5e300,true,null,\"\",{\"b\":\"\\u0001\"}]}",
        "\"\\ud83d\\ude00\"",
        "123456789012345678901234567890",
      })
  void whatIsKeptAsItIs(String json) throws Exception {
    assertTrue(StorableJson.is(read(json)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"\\u0000\"",
        "{\"a\":[{\"b\":\"x\\u0000\"}]}",
        "{\"\\u0000\":1}",
        "[{\"a\":{\"\\ud800\":1}}]",
        "[\"\\ud83d\"]",
        "[\"\\ude00\\ud83d\"]",
        "{\"a\":1e400}",
        "[[-1e400]]",
      })
  void whatTheDatabaseWouldRefuseOrChange(String json) throws Exception {
    assertFalse(StorableJson.is(read(json)));
  }

  private static JsonNode read(String json) throws Exception {
    return new ObjectMapper().readTree(json);
  }
}
