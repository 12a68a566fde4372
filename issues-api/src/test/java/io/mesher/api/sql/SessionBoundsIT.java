package io.mesher.api.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.mesher.testkit.server.MesherServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@QuarkusTestResource(MesherServers.class)
class SessionBoundsIT {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @Inject Pool pool;

  @ParameterizedTest
  @CsvSource({
    "statement_timeout, 10s",
    "lock_timeout, 5s",
    "idle_in_transaction_session_timeout, 5s"
  })
  void statementsLocksAndIdleTransactionsEnd(String setting, String after) {
    assertThat(set(setting)).isEqualTo(after);
  }

  @Test
  void statementsArePlannedOnce() {
    assertThat(set("plan_cache_mode")).isEqualTo("force_generic_plan");
  }

  @Test
  void daysAreThoseOfUtcWhateverTheServersAre() {
    var zone =
        pool.query("SELECT setting, source FROM pg_settings WHERE name = 'TimeZone'")
            .execute()
            .await()
            .atMost(PATIENCE)
            .iterator()
            .next();

    assertThat(zone.getString("setting")).isEqualTo("UTC");
    assertThat(zone.getString("source")).isEqualTo("client");
  }

  private String set(String setting) {
    var set =
        pool.preparedQuery("SELECT current_setting($1)")
            .execute(Tuple.of(setting))
            .await()
            .atMost(PATIENCE);
    return set.iterator().next().getString(0);
  }
}
