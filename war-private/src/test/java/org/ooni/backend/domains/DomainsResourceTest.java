// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.domains;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ooni.backend.pagetest.CountedMeasurements;
import org.ooni.backend.pagetest.Page;
import org.ooni.backend.schema.MigratedPostgres;

class DomainsResourceTest {

  private CountedMeasurements measured;
  private Page page;

  @BeforeEach
  void deploy() throws Exception {
    measured = new CountedMeasurements(MigratedPostgres.shared());
    DomainsResource resource = new DomainsResource();
    resource.list = new DomainList();
    resource.list.database = Page.database();
    resource.kept = Page.neverKept();
    resource.database = Page.database();
    page = new Page(resource);
  }

  private void listSome() throws Exception {
    measured.run(
        """
        insert into citizenlab (domain, url, cc, category_code) values
          ('twitter.com', 'https://twitter.com/', 'ZZ', 'GRP'),
          ('twitter.com', 'https://twitter.com/a', 'sy', 'HUMR'),
          ('www.facebook.com', 'https://www.facebook.com/', 'ZZ', 'GRP'),
          ('facebook.com', 'https://facebook.com/', 'it', 'NEWS'),
          ('local.example', 'http://local.example/long', 'it', 'CULTR'),
          ('www.local.example', 'http://www.local.example/', 'de', 'NEWS'),
          ('Upper.example', 'http://Upper.example/', 'de', 'MISC')
        """);
  }

  @Test
  void everyListedDomainIsThereByName() throws Exception {
    listSome();
    measured
        .about("https://twitter.com/")
        .add(3, "IT", 1L, "web_connectivity", "2026-11-21T10:00:00Z", "")
        .add(2, "DE", 1L, "web_connectivity", "2013-11-21T10:00:00Z", "")
        .add(1, "IT", 1L, "urlgetter", "2026-11-21T10:00:00Z", "")
        .about("https://unlisted.example/")
        .add(1, "IT", 1L, "web_connectivity", "2026-11-21T10:00:00Z", "")
        .count();
    page.assertAnswer(
        "/domains",
        7200,
        """
        {'v':0,'results':[
          {'domain_name':'Upper.example','category_code':'MISC','measurement_count':0},
          {'domain_name':'facebook.com','category_code':'NEWS','measurement_count':0},
          {'domain_name':'local.example','category_code':'CULTR','measurement_count':0},
          {'domain_name':'twitter.com','category_code':'GRP','measurement_count':5},
          {'domain_name':'www.facebook.com','category_code':'GRP','measurement_count':0},
          {'domain_name':'www.local.example','category_code':'NEWS','measurement_count':0}]}
        """);
  }

  @Test
  void withoutListsThereIsNone() throws Exception {
    page.assertAnswer("/domains", 7200, "{'v':0,'results':[]}");
    page.assertAnswer(
        "/domain_metadata?domain=www.a.org",
        7200,
        "{'category_code':'MISC','canonical_domain':'a.org'}");
  }

  @ParameterizedTest
  @CsvSource({
    "twitter.com, GRP, twitter.com",
    "www.twitter.com, GRP, twitter.com",
    "facebook.com, GRP, www.facebook.com",
    "www.facebook.com, GRP, www.facebook.com",
    "local.example, CULTR, local.example",
    "www.local.example, CULTR, local.example",
    "www.unknown.example, MISC, unknown.example",
    "unknown.example:8080, MISC, unknown.example:8080",
    "b%C3%BCcher.example, MISC, b\u00fccher.example",
  })
  void theGlobalListThenTheShortestAddressDecides(String asked, String category, String canonical)
      throws Exception {
    listSome();
    page.assertAnswer(
        "/domain_metadata?domain=" + asked,
        7200,
        "{'category_code':'%s','canonical_domain':'%s'}".formatted(category, canonical));
  }

  @Test
  void aDomainIsNeeded() throws Exception {
    page.assertRefused("/domain_metadata", "missing domain");
    page.assertRefused("/domain_metadata?domain=", "missing domain");
    assertEquals(400, page.get("/domain_metadata?domain=a%00").getStatus());
  }
}
