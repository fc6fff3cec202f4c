// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.system;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.InputSource;

/**
 * The configuration of a server in lines that can be compared: the order of attributes and of
 * siblings says nothing in it, but for the protocols of a stack.
 */
final class ServerXml {

  private ServerXml() {}

  static List<String> lines(String xml) throws Exception {
    DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
    factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
    return lines(
        factory
            .newDocumentBuilder()
            .parse(new InputSource(new StringReader(xml)))
            .getDocumentElement(),
        "");
  }

  private static List<String> lines(Element element, String indent) {
    TreeMap<String, String> attributes = new TreeMap<>();
    for (int i = 0; i < element.getAttributes().getLength(); i++) {
      Node attribute = element.getAttributes().item(i);
      attributes.put(attribute.getNodeName(), attribute.getNodeValue());
    }
    List<List<String>> children = new ArrayList<>();
    StringBuilder text = new StringBuilder();
    for (Node child = element.getFirstChild(); child != null; child = child.getNextSibling()) {
      if (child instanceof Element inner) {
        children.add(lines(inner, indent + " "));
      } else if (child.getNodeType() == Node.TEXT_NODE) {
        text.append(child.getNodeValue().strip());
      }
    }
    if (!element.getTagName().equals("stack")) {
      children.sort(Comparator.comparing(lines -> String.join("\n", lines)));
    }
    List<String> lines = new ArrayList<>();
    lines.add(indent + element.getTagName() + attributes + text);
    children.forEach(lines::addAll);
    return lines;
  }
}
