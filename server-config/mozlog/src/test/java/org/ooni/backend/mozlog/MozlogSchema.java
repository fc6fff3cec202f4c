// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.mozlog;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion.VersionFlag;
import java.util.Set;

/** What a line must be. */
final class MozlogSchema {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final JsonSchema schema =
      JsonSchemaFactory.getInstance(VersionFlag.V202012)
          .getSchema(
              MozlogSchema.class.getResourceAsStream("mozlog.schema.json"),
              SchemaValidatorsConfig.builder().formatAssertionsEnabled(true).build());

  /** The line as an object, once it is what it must be. */
  JsonNode valid(String line) throws JsonProcessingException {
    assertEquals(line.length() - 1, line.indexOf('\n'), "one line, with its end");
    JsonNode object = JSON.readTree(line);
    assertEquals(Set.of(), schema.validate(object), line);
    return object;
  }

  boolean isValid(String text) throws JsonProcessingException {
    return schema.validate(JSON.readTree(text)).isEmpty();
  }
}
