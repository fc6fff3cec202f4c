// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.testnames;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;
import org.ooni.backend.pagetest.Page;

class TestNamesResourceTest {

  @Test
  void allNamesAreThereInTheirOrder() throws Exception {
    Page page = new Page(new TestNamesResource());
    JsonNode names = page.ask("/test_names").get("test_names");
    assertEquals(24, names.size());
    assertEquals(
        Page.json("{'id':'bridge_reachability','name':'Bridge Reachability'}"), names.get(0));
    assertEquals(Page.json("{'id':'torsf','name':'Tor Snowflake'}"), names.get(19));
    assertEquals(Page.json("{'id':'whatsapp','name':'WhatsApp'}"), names.get(23));
    page.assertMaxAge("/test_names", 3600);
  }
}
