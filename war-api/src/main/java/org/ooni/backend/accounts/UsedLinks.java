// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.accounts;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import javax.sql.DataSource;
import org.ooni.backend.database.ReadDatabase;

/** The table {@code login_link_used}: a link serves once, on all nodes together. */
@ApplicationScoped
class UsedLinks {

  // takes along a few of those that have expired, so that the table stays small
  private static final String TAKE =
      """
      with gone as (
        delete from login_link_used
        where link_sha256 in (
          select link_sha256 from login_link_used where expires < ?
          limit 100 for update skip locked))
      insert into login_link_used (link_sha256, expires) values (?, ?)
      on conflict do nothing
      """;

  @Inject Clock clock;

  @Resource(lookup = "java:jboss/datasources/OoniWrite")
  DataSource database;

  /** Whether this is the first time that the link of this name is used; from now on it is not. */
  boolean take(String name, Instant expiry) {
    try (Connection connection = database.getConnection();
        PreparedStatement take = connection.prepareStatement(TAKE)) {
      take.setObject(1, clock.instant().atOffset(ZoneOffset.UTC));
      take.setBytes(2, sha256(name));
      take.setObject(3, expiry.atOffset(ZoneOffset.UTC));
      return take.executeUpdate() == 1;
    } catch (SQLException e) {
      throw ReadDatabase.meaningOf(e);
    }
  }

  private static byte[] sha256(String name) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(name.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
