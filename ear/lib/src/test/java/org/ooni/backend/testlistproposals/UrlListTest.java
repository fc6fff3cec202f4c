// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.testlistproposals;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.ooni.backend.problem.Unavailable;

class UrlListTest {

  private static final String HEADER =
      "url,category_code,category_description,date_added,source,notes\n";
  private static final String ODD =
      "\"https://a.org/\",NEWS,\"News Media\",2014-04-15,\"x \"\"y\"\", z\",\r\n";
  private static final String TWO_LINES = "https://b.org/,GRP,Old words,2014-04-15,x,\"1\n2\"\n";
  private static final ListedUrl A =
      new ListedUrl("https://a.org/", "NEWS", "2014-04-15", "x \"y\", z", "");
  private static final ListedUrl B =
      new ListedUrl("https://b.org/", "GRP", "2014-04-15", "x", "1\n2");
  private static final ListedUrl NEW =
      new ListedUrl("https://c.org/", "ALDR", "2026-11-22", "me, \"myself\"", "");

  @Test
  void whatNoChangeIsAboutStaysByteForByte() {
    String csv = "\uFEFF" + HEADER.replace("\n", "\r\n") + ODD + "\n" + "broken,line\n" + TWO_LINES;
    UrlList list = UrlList.of(csv);
    assertEquals(List.of(A, B), list.entries());
    assertEquals(csv, list.csv());
    String added = "https://c.org/,ALDR,Alcohol & Drugs,2026-11-22,\"me, \"\"myself\"\"\",\n";
    assertEquals(csv + added, list.with(List.of(change(null, NEW))).csv());
  }

  @Test
  void theLastLineNeedsNoEnd() {
    String csv = HEADER + ODD + TWO_LINES.stripTrailing();
    String added = "https://c.org/,ALDR,Alcohol & Drugs,2026-11-22,\"me, \"\"myself\"\"\",\n";
    assertEquals(csv + "\n" + added, UrlList.of(csv).with(List.of(change(null, NEW))).csv());
  }

  @Test
  void anEntryIsReplacedInItsPlaceAndTakenAwayWithItsLine() {
    UrlList list = UrlList.of(HEADER + ODD + TWO_LINES);
    String replaced = "https://c.org/,ALDR,Alcohol & Drugs,2026-11-22,\"me, \"\"myself\"\"\",\n";
    assertEquals(HEADER + replaced + TWO_LINES, list.with(List.of(change(A, NEW))).csv());
    assertEquals(HEADER + ODD, list.with(List.of(change(B, null))).csv());
  }

  @Test
  void whatOthersDidInTheMeantimeIsNotDoneAgain() {
    UrlList without = UrlList.of(HEADER + TWO_LINES);
    assertEquals(without.csv(), without.with(List.of(change(A, null))).csv());
    UrlList merged = UrlList.of(HEADER + ODD + TWO_LINES).with(List.of(change(null, NEW)));
    assertEquals(merged.csv(), merged.with(List.of(change(null, NEW))).csv());
    UrlList replaced = UrlList.of(HEADER + ODD + TWO_LINES).with(List.of(change(A, NEW)));
    assertEquals(replaced.csv(), replaced.with(List.of(change(A, NEW))).csv());
  }

  @Test
  void whatOthersChangedIsChangedOnceMore() {
    ListedUrl other = new ListedUrl(A.url(), "REL", "2020-01-01", "other", "");
    UrlList changed = UrlList.of(HEADER + ODD).with(List.of(change(A, other)));
    ListedUrl mine = new ListedUrl(A.url(), "XED", A.dateAdded(), A.source(), "");
    assertEquals(List.of(mine), changed.with(List.of(change(A, mine))).entries());
    assertEquals(List.of(), changed.with(List.of(change(A, null))).entries());
  }

  @Test
  void aFileWithOtherColumnsIsNoList() {
    assertThrows(Unavailable.class, () -> UrlList.of("url,category_code\n"));
    assertThrows(Unavailable.class, () -> UrlList.of(""));
  }

  private static Change change(ListedUrl old, ListedUrl fresh) {
    return new Change(
        ListName.GLOBAL, Optional.ofNullable(old), Optional.ofNullable(fresh), "because");
  }
}
