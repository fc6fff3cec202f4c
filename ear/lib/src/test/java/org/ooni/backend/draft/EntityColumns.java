// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.draft;

import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.Persistence;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.hibernate.boot.Metadata;
import org.hibernate.boot.spi.BootstrapContext;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.integrator.spi.Integrator;
import org.hibernate.jpa.boot.spi.IntegratorProvider;
import org.hibernate.mapping.Column;
import org.hibernate.mapping.Table;
import org.hibernate.service.spi.SessionFactoryServiceRegistry;

/** What the entities of the persistence unit expect, as Hibernate understands them. */
final class EntityColumns implements Integrator {

  private final List<DraftColumn> columns = new ArrayList<>();

  private EntityColumns() {}

  static List<DraftColumn> of(DataSource database) {
    EntityColumns found = new EntityColumns();
    IntegratorProvider listening = () -> List.of(found);
    try (EntityManagerFactory factory =
        Persistence.createEntityManagerFactory(
            "ooni",
            Map.of(
                "jakarta.persistence.transactionType", "RESOURCE_LOCAL",
                "jakarta.persistence.nonJtaDataSource", database,
                "hibernate.integrator_provider", listening))) {
      factory.getMetamodel();
    }
    return List.copyOf(found.columns);
  }

  @Override
  public void integrate(
      Metadata metadata, BootstrapContext context, SessionFactoryImplementor factory) {
    for (Table table : metadata.collectTableMappings()) {
      for (Column column : table.getColumns()) {
        columns.add(
            new DraftColumn(
                table.getName(),
                column.getName(),
                DraftColumn.type(column.getSqlTypeCode(metadata), column.getSqlType(metadata)),
                column.isNullable(),
                table.hasPrimaryKey() && table.getPrimaryKey().containsColumn(column)));
      }
    }
  }

  @Override
  public void disintegrate(
      SessionFactoryImplementor factory, SessionFactoryServiceRegistry registry) {
    // nothing was taken that has to be given back
  }
}
