// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.legacy;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.ooni.backend.json.Json;
import org.ooni.backend.json.JsonArray;
import org.ooni.backend.json.JsonObject;
import org.ooni.backend.json.JsonText;

/**
 * An answer of a resolver. Old reports have it as two texts in which its fields are named: the head
 * of the record, {@code <RR name=example.org type=A class=IN ttl=300s auth=False>}, and its
 * payload, {@code <A address=192.0.2.1 ttl=300>}. All fields are texts, empty when not there.
 */
final class DnsAnswer {

  private static final String NUMBER = "([0-9]+)";
  private static final String IPV4 = "([0-9]{1,3}(?:\\.[0-9]{1,3}){3})";
  // bounded, as each repetition of a group takes stack; a host name has at most 253 characters
  private static final String HOST = "([a-zA-Z0-9]++(?:(?:-++|\\.)[a-zA-Z0-9]++){0,253}+)";

  private static final Pattern TTL = Pattern.compile("ttl=" + NUMBER);
  private static final Pattern TYPE = Pattern.compile("type=([A-Z]+)");
  private static final Field ADDRESS = new Field("ipv4", "address", IPV4);
  private static final Field NAME = new Field("hostname", "name", HOST);
  // a mail server's own name was never taken over, and so the archive has none
  private static final List<Field> MAIL =
      List.of(
          new Field("hostname", "address", IPV4), new Field("preference", "preference", NUMBER));
  private static final List<Field> AUTHORITY =
      List.of(
          new Field("responsible_name", "rname", HOST),
          new Field("hostname", "mname", HOST),
          new Field("serial_number", "serial", NUMBER),
          new Field("refresh_interval", "refresh", NUMBER),
          new Field("retry_interval", "retry", NUMBER),
          new Field("minimum_ttl", "minimum", NUMBER),
          new Field("expiration_limit", "expire", NUMBER));

  private DnsAnswer() {}

  /** The answer with its fields; what is no such pair of texts stays as it is. */
  static Json of(Json answer) {
    if (!(answer instanceof JsonArray pair)
        || pair.elements().isEmpty()
        || !(pair.elements().get(0) instanceof JsonText head)) {
      return answer;
    }
    boolean hasPayload = pair.elements().size() > 1 && pair.elements().get(1) instanceof JsonText;
    String payload = hasPayload ? pair.elements().get(1).text() : "";
    String type = found(TYPE, head.text());
    JsonObject fields = new JsonObject();
    fields.put("ttl", JsonText.of(found(TTL, head.text())));
    fields.put("answer_type", JsonText.of(type));
    for (Field field : fields(type)) {
      fields.put(field.name(), JsonText.of(found(field.pattern(), payload)));
    }
    return fields;
  }

  /** The first group of the first match, or an empty text. */
  static String found(Pattern pattern, String text) {
    Matcher matcher = pattern.matcher(text);
    return matcher.find() ? matcher.group(1) : "";
  }

  private static List<Field> fields(String type) {
    return switch (type) {
      case "A" -> List.of(ADDRESS);
      case "PTR", "CNAME" -> List.of(NAME);
      case "MX" -> MAIL;
      case "SOA" -> AUTHORITY;
      default -> List.of();
    };
  }

  private record Field(String name, Pattern pattern) {
    Field(String name, String label, String value) {
      this(name, Pattern.compile(label + "=" + value));
    }
  }
}
