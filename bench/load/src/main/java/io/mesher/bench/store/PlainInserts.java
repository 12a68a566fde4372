package io.mesher.bench.store;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.PgConnection;
import io.vertx.sqlclient.PreparedStatement;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import java.util.function.IntFunction;

/**
 * What storing would cost if events were all there is: the rows that the writer has just stored,
 * under new ids, into the same table with the same indexes, by one prepared {@code unnest}
 * statement on one connection, a commit for each batch. What it sends is made before the clock
 * starts.
 */
final class PlainInserts implements AutoCloseable {
  private static final String COLUMNS =
      """
      project_id, issue_id, level, message, title, culprit, fingerprint, platform, environment,
      release, sdk_name, sdk_version, timestamp, received_at, payload_codec, payload, id, tags""";

  private static final String STORED =
      "SELECT project_id, issue_id, level, message, title, culprit, fingerprint, platform,"
          + " environment, release, sdk_name, sdk_version, timestamp, received_at,"
          + " payload_codec::int, payload, tags::text FROM events WHERE received_at >= $1"
          + " ORDER BY received_at LIMIT $2";

  private static final String INSERT =
      """
      INSERT INTO events (%s)
      SELECT project_id, issue_id, level, message, title, culprit, fingerprint, platform, environment,
             release, sdk_name, sdk_version, timestamp, received_at, payload_codec, payload, id,
             tags::jsonb
      FROM unnest($1::uuid[], $2::uuid[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[],
                  $8::text[], $9::text[], $10::text[], $11::text[], $12::text[],
                  $13::timestamptz[], $14::timestamptz[], $15::int[], $16::bytea[], $17::uuid[],
                  $18::text[])
           AS u (%s)"""
          .formatted(COLUMNS, COLUMNS);

  private final Vertx vertx = Vertx.vertx();
  private final PgConnection connection;
  private final PreparedStatement insert;

  PlainInserts(Map<String, String> environment) {
    var options =
        new PgConnectOptions()
            .setHost(environment.get("MESHER_DATABASE_HOST"))
            .setPort(Integer.parseInt(environment.getOrDefault("MESHER_DATABASE_PORT", "5432")))
            .setDatabase(environment.get("MESHER_DATABASE_NAME"))
            .setUser(environment.get("MESHER_DATABASE_USER"))
            .setPassword(environment.get("MESHER_DATABASE_PASSWORD"));
    connection = get(PgConnection.connect(vertx, options));
    insert = get(connection.prepare(INSERT));
  }

  /**
   * Inserts rows that are stored already anew.
   *
   * @param since the oldest of them was received then
   * @param batch rows of a statement
   * @return rows a second
   */
  double rate(OffsetDateTime since, int rows, int batch) {
    var stored = new ArrayList<Row>();
    get(connection.preparedQuery(STORED).execute(Tuple.of(since, rows))).forEach(stored::add);
    if (stored.size() < rows) {
      throw new IllegalStateException(
          "%d rows were stored, but %d are there".formatted(rows, stored.size()));
    }
    var batches = new ArrayList<Tuple>();
    for (int from = 0; from < rows; from += batch) {
      batches.add(values(stored.subList(from, Math.min(rows, from + batch))));
    }
    long begin = System.nanoTime();
    for (var values : batches) {
      get(insert.query().execute(values));
    }
    return rows * 1e9 / (System.nanoTime() - begin);
  }

  private static Tuple values(List<Row> rows) {
    var values = new ArrayList<Object>();
    values.add(column(rows, row -> row.getUUID(0), UUID[]::new));
    values.add(column(rows, row -> row.getUUID(1), UUID[]::new));
    for (int text = 2; text < 12; text++) {
      int index = text;
      values.add(column(rows, row -> row.getString(index), String[]::new));
    }
    values.add(column(rows, row -> row.getOffsetDateTime(12), OffsetDateTime[]::new));
    values.add(column(rows, row -> row.getOffsetDateTime(13), OffsetDateTime[]::new));
    values.add(column(rows, row -> row.getInteger(14), Integer[]::new));
    values.add(column(rows, row -> row.getBuffer(15), Buffer[]::new));
    values.add(column(rows, row -> UUID.randomUUID(), UUID[]::new));
    values.add(column(rows, row -> row.getString(16), String[]::new));
    return Tuple.wrap(values);
  }

  private static <T> Object column(
      Collection<Row> rows, Function<Row, T> value, IntFunction<T[]> array) {
    return rows.stream().map(value).toArray(array);
  }

  private static <T> T get(Future<T> future) {
    try {
      return future.toCompletionStage().toCompletableFuture().get();
    } catch (ExecutionException e) {
      throw new IllegalStateException("PostgreSQL refuses: " + e.getCause(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  @Override
  public void close() {
    get(connection.close());
    get(vertx.close());
  }
}
