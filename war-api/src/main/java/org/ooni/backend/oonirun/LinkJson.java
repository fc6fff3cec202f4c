// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.oonirun;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import org.ooni.backend.session.Session;

/** Links as they are answered: times in UTC with microseconds, what is not there as null. */
final class LinkJson {

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'").withZone(ZoneOffset.UTC);

  private LinkJson() {}

  /** The link with its own date, as editors get it back and lists show it. */
  static ObjectNode ofLink(Link link, Optional<Session> session, Instant now) {
    return of(link, link.created(), session, now);
  }

  /** Likewise with the date of its revision, as apps compare it. */
  static ObjectNode ofRevision(Link link, Optional<Session> session, Instant now) {
    return of(link, link.revisionCreated(), session, now);
  }

  /**
   * What the measurement engine of a probe reads. It knows the two switches of a nettest under
   * other names than the editor, so it gets them under both.
   *
   * @param nettests of the link's revision, with the inputs for the probe
   */
  static ObjectNode ofEngine(Link link, ArrayNode nettests) {
    for (JsonNode nettest : nettests) {
      for (String flag : Nettests.FLAGS) {
        String name = flag.substring(0, flag.length() - "_default".length());
        ((ObjectNode) nettest).set(name, nettest.get(flag));
      }
    }
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("revision", Integer.toString(link.revision()));
    json.set("nettests", nettests);
    json.put("date_created", TIME.format(link.revisionCreated()));
    return json;
  }

  private static ObjectNode of(Link link, Instant created, Optional<Session> session, Instant now) {
    LinkTexts texts = link.texts();
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("name", texts.name());
    json.put("short_description", texts.shortDescription());
    json.put("description", texts.description());
    json.put("author", texts.author());
    json.putRawValue("nettests", new RawValue(link.nettests()));
    putJson(json, "name_intl", texts.nameIntl());
    putJson(json, "short_description_intl", texts.shortDescriptionIntl());
    putJson(json, "description_intl", texts.descriptionIntl());
    json.put("icon", texts.icon().orElse(null));
    json.put("color", texts.color().orElse(null));
    json.put("expiration_date", TIME.format(texts.expiration()));
    json.put("oonirun_link_id", link.id());
    json.put("date_created", TIME.format(created));
    json.put("date_updated", TIME.format(link.updated()));
    json.put("revision", Integer.toString(link.revision()));
    json.put("is_mine", session.filter(link::isOf).isPresent());
    json.put("is_expired", link.isExpired(now));
    return json;
  }

  private static void putJson(ObjectNode json, String name, Optional<String> value) {
    if (value.isPresent()) {
      json.putRawValue(name, new RawValue(value.get()));
      return;
    }
    json.putNull(name);
  }
}
