// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.messaging;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.ResultSet;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.ooni.backend.database.ReadDatabase;
import org.ooni.backend.nettest.TestGroup;
import org.ooni.backend.place.CountryCode;
import org.ooni.backend.place.ProbeAsn;

/** Counts of the instant messaging nettests. */
@ApplicationScoped
class MessagingCounts {

  private static final String NETWORKS =
      """
      select test_name, probe_asn, sum(measurement_count) as total, max(day)
      from rollup_network_day join rollup_test using (test_id)
      where probe_cc = ? and day >= ? and day < ? and test_name = any (?)
        and measurement_count > 0
      group by test_name, probe_asn
      order by test_name collate "C", total desc, probe_asn
      """;

  private static final String DAYS =
      """
      select day, measurement_count
      from rollup_network_day
      where probe_cc = ? and day >= ? and day < ? and probe_asn = ?
        and test_id = (select test_id from rollup_test where test_name = ?)
        and measurement_count > 0
      """;

  @Inject ReadDatabase database;

  /** A network that measured an app. */
  record Network(String testName, long asn, long total, LocalDate lastTested) {}

  /** By app, and the network with the most measurements first. */
  List<Network> networks(CountryCode country, LocalDate from, LocalDate before) {
    return database.ask(
        NETWORKS,
        statement -> {
          Object[] apps = TestGroup.IM.tests().toArray();
          statement.setString(1, country.code());
          statement.setObject(2, from);
          statement.setObject(3, before);
          statement.setArray(4, statement.getConnection().createArrayOf("text", apps));
          List<Network> networks = new ArrayList<>();
          try (ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
              networks.add(
                  new Network(
                      rows.getString(1),
                      rows.getLong(2),
                      rows.getLong(3),
                      rows.getObject(4, LocalDate.class)));
            }
          }
          return networks;
        });
  }

  /** The measurements of the days that have any. */
  Map<LocalDate, Long> days(
      CountryCode country, ProbeAsn network, String app, LocalDate from, LocalDate before) {
    return database.ask(
        DAYS,
        statement -> {
          statement.setString(1, country.code());
          statement.setObject(2, from);
          statement.setObject(3, before);
          statement.setLong(4, network.number());
          statement.setString(5, app);
          Map<LocalDate, Long> days = new HashMap<>();
          try (ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
              days.put(rows.getObject(1, LocalDate.class), rows.getLong(2));
            }
          }
          return days;
        });
  }
}
