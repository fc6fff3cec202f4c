// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.measurement;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.Persistence;
import java.lang.reflect.Field;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.ooni.backend.schema.MigratedPostgres;
import org.postgresql.ds.PGSimpleDataSource;

class MeasurementMappingTest {

  private final MigratedPostgres postgres = MigratedPostgres.shared();

  @Test
  void theMappingIsValidAgainstTheMigratedSchema() {
    try (EntityManagerFactory factory = factory();
        EntityManager entities = factory.createEntityManager()) {
      entities.createQuery("select m from Measurement m", Measurement.class).getResultList();
    }
  }

  @Test
  void everyColumnIsMapped() throws Exception {
    Set<String> columns = new TreeSet<>();
    try (Connection connection = postgres.application().getConnection();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("select * from fastpath limit 0")) {
      for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
        columns.add(rows.getMetaData().getColumnName(i));
      }
    }
    assertEquals(columns, mappedColumns());
  }

  @Test
  void aRowIsReadAsItWasWritten() throws Exception {
    String uid = "20240110000500.000000_IT_webconnectivity_16a36e86f6fed5d4";
    try (Connection connection = postgres.application().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(
          """
          delete from fastpath where measurement_uid =
            '20240110000500.000000_IT_webconnectivity_16a36e86f6fed5d4';
          insert into fastpath (measurement_uid, scores, platform, anomaly, confirmed, msm_failure,
            ooni_run_link_id, is_verified, probe_asn, measurement_start_time)
          values ('20240110000500.000000_IT_webconnectivity_16a36e86f6fed5d4', '{}', 'linux', true,
            false, true, 18446744073709551615, 't', 4294967295, '2024-01-10T00:05:00Z')
          """);
    }
    try (EntityManagerFactory factory = factory();
        EntityManager entities = factory.createEntityManager()) {
      Measurement row = entities.find(Measurement.class, uid);
      assertEquals(Optional.of(4_294_967_295L), row.probeAsn());
      assertEquals("18446744073709551615", row.ooniRunLinkId.toString());
      assertEquals("2024-01-10T00:05:00Z", row.measurementStartTime().orElseThrow().toString());
      assertEquals(Verification.VERIFIED, row.verification());
    }
  }

  @Test
  void theUnitStartsWhileTheDatabaseIsAway() {
    PGSimpleDataSource nobody = new PGSimpleDataSource();
    nobody.setServerNames(new String[] {"127.0.0.1"});
    nobody.setPortNumbers(new int[] {1});
    Map<String, Object> asDeployed =
        Map.of(
            "jakarta.persistence.transactionType",
            "RESOURCE_LOCAL",
            "jakarta.persistence.nonJtaDataSource",
            nobody);
    try (EntityManagerFactory factory =
        Persistence.createEntityManagerFactory("ooni", asDeployed)) {
      assertTrue(factory.isOpen());
    }
  }

  private static Set<String> mappedColumns() {
    return Arrays.stream(Measurement.class.getDeclaredFields())
        .map(MeasurementMappingTest::columnOf)
        .flatMap(Optional::stream)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Optional<String> columnOf(Field field) {
    return Optional.ofNullable(field.getAnnotation(jakarta.persistence.Column.class))
        .map(jakarta.persistence.Column::name);
  }

  private EntityManagerFactory factory() {
    return Persistence.createEntityManagerFactory(
        "ooni",
        Map.of(
            "jakarta.persistence.transactionType", "RESOURCE_LOCAL",
            "jakarta.persistence.nonJtaDataSource", postgres.application(),
            "hibernate.boot.allow_jdbc_metadata_access", "true",
            "jakarta.persistence.schema-generation.database.action", "validate",
            "hibernate.hbm2ddl.auto", "validate"));
  }
}
