package io.mesher.localstack.server;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Comparator;
import java.util.NoSuchElementException;

/** PostgreSQL with fsync and synchronous_commit on: what is committed is on the disk. */
public final class EmbeddedPostgresql implements EmbeddedServer {
  /** The database, its owner and the owner's password; the server listens on loopback only. */
  public static final String DATABASE = "mesher";

  public static final String USER = "mesher";
  public static final String PASSWORD = "mesher";

  private static final Duration START = Duration.ofSeconds(60);

  private final EmbeddedPostgres server;
  private final Path data;

  private EmbeddedPostgresql(EmbeddedPostgres server, Path data) {
    this.server = server;
    this.data = data;
  }

  /**
   * Starts PostgreSQL, makes the database and its owner when they are missing, and returns when it
   * answers.
   *
   * @throws ServerStartException when it does not
   */
  public static EmbeddedPostgresql start(Path data, int port) {
    ChildProcess.directory(data);
    var database = data.resolve("db");
    // Sent TERM it would wait for its clients; INT ends their sessions.
    ChildProcess.endLeftover(database.resolve("postmaster.pid"), "postgres", "INT");
    var binaries = ChildProcess.directory(data.resolve("bin"));
    discardTorn(binaries);
    var log = data.resolve("postgres.log").toFile();
    try {
      var server =
          new EmbeddedPostgresql(
              EmbeddedPostgres.builder()
                  .setOverrideWorkingDirectory(binaries.toFile())
                  .setDataDirectory(database)
                  .setCleanDataDirectory(false)
                  .setRegisterShutdownHook(false)
                  .setPort(port)
                  .setPGStartupWait(START)
                  .setServerConfig("listen_addresses", "127.0.0.1")
                  .setServerConfig("fsync", "on")
                  .setServerConfig("synchronous_commit", "on")
                  .setServerConfig("full_page_writes", "on")
                  .setServerConfig("max_connections", "200")
                  .setServerConfig("shared_buffers", "256MB")
                  .setServerConfig("max_wal_size", "1GB")
                  // Its workers for reading wait for a CPU as everybody here does.
                  .setServerConfig("io_method", "sync")
                  // After a restart it reads back the pages that it had in memory.
                  .setServerConfig("shared_preload_libraries", "pg_prewarm")
                  .setServerConfig("timezone", "UTC")
                  .setOutputRedirector(ProcessBuilder.Redirect.appendTo(log))
                  .setErrorRedirector(ProcessBuilder.Redirect.appendTo(log))
                  .start(),
              database);
      server.makeDatabase();
      return server;
    } catch (IOException | IllegalStateException | SQLException e) {
      throw new ServerStartException(
          "PostgreSQL did not start: %s; its log ends with:%n%s"
              .formatted(e.getMessage(), ChildProcess.tail(log.toPath())),
          e);
    }
  }

  /**
   * A start that was killed while unpacking leaves binaries without their mark; unpacking over them
   * fails.
   */
  private static void discardTorn(Path binaries) {
    try (var unpacked = Files.list(binaries)) {
      for (var directory : unpacked.filter(Files::isDirectory).toList()) {
        if (!Files.exists(directory.resolve(".exists"))) {
          delete(directory);
        }
      }
    } catch (IOException e) {
      throw new ServerStartException(binaries + " can't be cleaned: " + e.getMessage(), e);
    }
  }

  private static void delete(Path directory) throws IOException {
    try (var all = Files.walk(directory)) {
      for (var path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }

  private void makeDatabase() throws SQLException {
    try (var connection = server.getPostgresDatabase().getConnection();
        var statement = connection.createStatement()) {
      var exists = statement.executeQuery("SELECT FROM pg_roles WHERE rolname = '" + USER + "'");
      if (!exists.next()) {
        statement.execute("CREATE ROLE " + USER + " LOGIN PASSWORD '" + PASSWORD + "'");
        statement.execute("CREATE DATABASE " + DATABASE + " OWNER " + USER);
      }
      // The schema has a role for readers.
      statement.execute("ALTER ROLE " + USER + " CREATEROLE");
    }
  }

  /** The JDBC URL of a database, without user and password. */
  public String jdbcUrl(String databaseName) {
    return "jdbc:postgresql://127.0.0.1:" + port() + "/" + databaseName;
  }

  /** A data source of the superuser, for tests that stop or inspect the server. */
  public javax.sql.DataSource superuser() {
    return server.getPostgresDatabase();
  }

  @Override
  public String name() {
    return "PostgreSQL";
  }

  @Override
  public int port() {
    return server.getPort();
  }

  @Override
  public long pid() {
    return ChildProcess.readPid(data.resolve("postmaster.pid"))
        .orElseThrow(() -> new NoSuchElementException("PostgreSQL does not run"));
  }

  @Override
  public boolean isAlive() {
    return ChildProcess.readPid(data.resolve("postmaster.pid"))
        .flatMap(ProcessHandle::of)
        .map(ProcessHandle::isAlive)
        .orElse(false);
  }

  @Override
  public void close() {
    try {
      server.close();
    } catch (IOException e) {
      throw new IllegalStateException("PostgreSQL could not be stopped: " + e.getMessage(), e);
    }
  }
}
