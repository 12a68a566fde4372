package io.mesher.schema;

import org.flywaydb.core.Flyway;

/**
 * Brings a database to this version's schema. Safe to run by several at once: Flyway takes a lock.
 */
public final class Migrations {
  private Migrations() {}

  /**
   * Runs what has not run yet.
   *
   * @param jdbcUrl {@code jdbc:postgresql://host:port/database}
   * @return how many migrations ran
   * @throws org.flywaydb.core.api.FlywayException when the database can't be reached, or holds a
   *     migration that differs from this version's
   */
  public static int migrate(String jdbcUrl, String user, String password) {
    return Flyway.configure(Migrations.class.getClassLoader())
        .dataSource(jdbcUrl, user, password)
        .locations("classpath:db/migration")
        .connectRetries(10)
        .load()
        .migrate()
        .migrationsExecuted;
  }
}
