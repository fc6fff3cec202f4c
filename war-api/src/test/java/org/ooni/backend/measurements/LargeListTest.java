// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.measurements;

import static org.junit.jupiter.api.Assertions.assertEquals;

import jakarta.ws.rs.core.MultivaluedHashMap;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.ProcessBuilder.Redirect;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.ooni.backend.database.ReadDatabase;
import org.ooni.backend.flow.EventCounters;
import org.ooni.backend.ratelimit.HeavyReads;
import org.ooni.backend.schema.MigratedPostgres;
import org.postgresql.ds.PGSimpleDataSource;

/** The longest list there is, in a Java machine with little memory. */
class LargeListTest {

  private static final int ROWS = 1_000_000;
  private static final String MEMORY = "-Xmx64m";

  private static final String MANY =
      """
      select 'uid-' || i as measurement_uid, md5(i::text) as report_id, 'IT' as probe_cc,
        3269 as probe_asn, 'web_connectivity' as test_name, now() as measurement_start_time,
        'https://example.org/' || i as input, false as anomaly, false as confirmed,
        false as msm_failure, '{"blocking_general":0.0}' as scores, 'u' as is_verified,
        'Telecom' as org_name, 'NEWS' as category_code
      from generate_series(1, %d) i
      """
          .formatted(ROWS);

  @Test
  void aMillionItemsNeedLittleMemory() throws Exception {
    Process child =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                MEMORY,
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                LargeListTest.class.getName(),
                Integer.toString(MigratedPostgres.shared().port()))
            .redirectErrorStream(true)
            .redirectInput(Redirect.from(new File("/dev/null")))
            .start();
    String said = new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, child.waitFor(), said);
  }

  /** In the other machine: reads all rows and writes the answer to nobody. */
  public static void main(String[] arguments) throws IOException {
    PGSimpleDataSource dataSource = new PGSimpleDataSource();
    dataSource.setPortNumbers(new int[] {Integer.parseInt(arguments[0])});
    dataSource.setDatabaseName("ooni");
    dataSource.setUser("ooni_app");
    MeasurementList list = new MeasurementList();
    list.database = new ManyRows(dataSource);
    list.heavyReads = new HeavyReads(1, Duration.ofSeconds(1), new EventCounters());
    list.baseUrl = URI.create("https://api.example.org");
    MultivaluedHashMap<String, String> parameters = new MultivaluedHashMap<>();
    parameters.put("limit", List.of(Integer.toString(ROWS)));
    MeasurementQuery query = new ListRequest(parameters, Clock.systemUTC()).query();
    MeasurementList.Reading reading = list.read(query, ListFormat.JSON);
    reading.bytes().drainTo(OutputStream.nullOutputStream());
    System.exit(reading.page().rows() == ROWS ? 0 : 1);
  }

  /** Has many rows, whatever is asked. */
  private static final class ManyRows extends ReadDatabase {

    ManyRows(DataSource dataSource) {
      super(dataSource, Duration.ofSeconds(60));
    }

    @Override
    public int readRows(String sql, Binding binding, RowReader reader) {
      return super.readRows(MANY, statement -> {}, reader);
    }
  }
}
