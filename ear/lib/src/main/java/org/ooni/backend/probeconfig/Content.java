// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.probeconfig;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Reads the files, strictly: a probe drops a whole answer when one value in it has the wrong type,
 * so a mistake here would switch off all probes for a day (probe services 3.2 and 12).
 */
final class Content {

  private static final ObjectMapper JSON =
      new ObjectMapper()
          .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
  private static final Set<String> TYPES = Set.of("legacy", "https", "cloudfront", "onion");
  private static final Set<String> HELPER_MEMBERS = Set.of("address", "type", "front");
  private static final Pattern FEATURE = Pattern.compile("[A-Za-z0-9_.-]{1,64}");
  private static final Pattern TEST = Pattern.compile("[a-z0-9_]{2,30}");

  private Content() {}

  static Map<String, Boolean> features(String text) throws Rejected {
    Map<String, Boolean> features = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> member : object(parse(text), "the file").properties()) {
      must(FEATURE.matcher(member.getKey()).matches(), "a name is not of letters, digits, _ . -");
      must(member.getValue().isBoolean(), member.getKey() + " is not true or false");
      features.put(member.getKey(), member.getValue().booleanValue());
    }
    return features;
  }

  static Map<String, List<HelperAddress>> testHelpers(String text) throws Rejected {
    Map<String, List<HelperAddress>> kinds = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> kind : object(parse(text), "the file").properties()) {
      must(FEATURE.matcher(kind.getKey()).matches(), "a name is not of letters, digits, _ . -");
      kinds.put(kind.getKey(), helpers(kind.getValue(), kind.getKey()));
    }
    must(kinds.containsKey("web-connectivity"), "web-connectivity is missing");
    return kinds;
  }

  static List<HelperAddress> collectors(String text) throws Rejected {
    return helpers(parse(text), "the file");
  }

  static List<String> tests(String text) throws Rejected {
    List<String> names = new ArrayList<>();
    for (JsonNode name : array(parse(text), "the file")) {
      must(
          name.isTextual() && TEST.matcher(name.textValue()).matches(),
          "item " + names.size() + " is not the name of a test");
      must(!names.contains(name.textValue()), "item " + names.size() + " is there twice");
      names.add(name.textValue());
    }
    return names;
  }

  static String psiphon(String text) throws Rejected {
    JsonNode file = object(parse(text), "the file");
    must(
        file.path("PropagationChannelId").isTextual(),
        "PropagationChannelId is missing or no text");
    return text;
  }

  static String torTargets(String text) throws Rejected {
    JsonNode file = object(parse(text), "the file");
    for (Map.Entry<String, JsonNode> target : file.properties()) {
      String name = target.getKey();
      JsonNode members = object(target.getValue(), name);
      for (String required : List.of("address", "fingerprint", "protocol")) {
        must(members.path(required).isTextual(), name + "." + required + " is missing or no text");
      }
      for (String optional : List.of("name", "source")) {
        must(isTextOrAbsent(members, optional), name + "." + optional + " is no text");
      }
      params(members.path("params"), name + ".params");
    }
    return text;
  }

  private static void params(JsonNode params, String place) throws Rejected {
    if (isAbsent(params)) {
      return;
    }
    for (Map.Entry<String, JsonNode> param : object(params, place).properties()) {
      for (JsonNode value : array(param.getValue(), place + "." + param.getKey())) {
        must(value.isTextual(), place + "." + param.getKey() + " has an item that is no text");
      }
    }
  }

  private static List<HelperAddress> helpers(JsonNode list, String place) throws Rejected {
    List<HelperAddress> helpers = new ArrayList<>();
    for (JsonNode item : array(list, place)) {
      String here = place + " item " + helpers.size();
      for (Map.Entry<String, JsonNode> member : object(item, here).properties()) {
        must(HELPER_MEMBERS.contains(member.getKey()), here + " has an unknown member");
        must(member.getValue().isTextual(), here + "." + member.getKey() + " is no text");
      }
      String address = item.path("address").asText();
      String type = item.path("type").asText();
      String front = item.path("front").asText();
      must(!address.isBlank(), here + ".address is missing");
      must(TYPES.contains(type), here + ".type is none of " + TYPES.stream().sorted().toList());
      must(!type.equals("cloudfront") || !front.isBlank(), here + ".front is missing");
      helpers.add(new HelperAddress(address, type, front));
    }
    must(!helpers.isEmpty(), place + " is empty");
    return helpers;
  }

  private static boolean isTextOrAbsent(JsonNode members, String name) {
    return isAbsent(members.path(name)) || members.path(name).isTextual();
  }

  private static boolean isAbsent(JsonNode member) {
    return member.isMissingNode() || member.isNull();
  }

  private static JsonNode object(JsonNode node, String place) throws Rejected {
    must(node.isObject(), place + " is not an object");
    return node;
  }

  private static JsonNode array(JsonNode node, String place) throws Rejected {
    must(node.isArray(), place + " is not an array");
    return node;
  }

  private static void must(boolean holds, String otherwise) throws Rejected {
    if (!holds) {
      throw new Rejected(otherwise);
    }
  }

  private static JsonNode parse(String text) throws Rejected {
    try {
      return Optional.ofNullable(JSON.readTree(text))
          .orElseThrow(() -> new Rejected("the file is empty"));
    } catch (JsonProcessingException e) {
      throw new Rejected("the file is not JSON, line %d".formatted(e.getLocation().getLineNr()));
    }
  }
}
