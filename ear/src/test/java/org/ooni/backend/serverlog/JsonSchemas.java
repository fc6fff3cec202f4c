// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.serverlog;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion.VersionFlag;
import com.networknt.schema.ValidationMessage;
import java.io.InputStream;
import java.util.List;

/** A schema that JSON is held to. */
public final class JsonSchemas {

  private final JsonSchema schema;

  private JsonSchemas(InputStream text) {
    SchemaValidatorsConfig strict =
        SchemaValidatorsConfig.builder().formatAssertionsEnabled(true).build();
    schema = JsonSchemaFactory.getInstance(VersionFlag.V202012).getSchema(text, strict);
  }

  /** That of the server's log. */
  public static JsonSchemas mozlog() {
    return of("/org/ooni/backend/mozlog/mozlog.schema.json");
  }

  /** One of the class path. */
  public static JsonSchemas of(String resource) {
    return new JsonSchemas(JsonSchemas.class.getResourceAsStream(resource));
  }

  /** What is wrong with it; nothing when it is as it must be. */
  public List<String> faults(JsonNode node) {
    return schema.validate(node).stream().map(ValidationMessage::getMessage).toList();
  }
}
